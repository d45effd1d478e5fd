// The time from process start to readiness, and the memory then: pnpm bench start [TIMES] With the data of the
// comparison, on one core, with the program that production runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { quantile } from './calls.ts';
import { fillShop, secret } from './peers/data.ts';
import { serverProgram, serverSettings, startPinned } from './peers/pinned.ts';

const times = Number(process.argv[2] ?? 7);
const folder = mkdtempSync(join(tmpdir(), 'shop-bench-'));
try {
  const file = join(folder, 'shop.db');
  await migrateDatabase(`file:${file}`);
  await fillShop(file);
  const program = serverProgram();
  const starts: number[] = [];
  const memory: number[] = [];
  for (let n = 0; n < times; n++) {
    const server = await startPinned([program], { log: join(folder, 'log'), env: serverSettings(file, secret) });
    const ready = await fetch(`${server.url}/readyz`);
    if (!ready.ok) throw new Error(`/readyz answered ${ready.status}.`);
    starts.push(server.startMs);
    memory.push(server.anonymousMiB());
    await server.stop();
  }
  const row = (name: string, unit: string, values: number[]): string =>
    `${name}: median ${quantile(values, 0.5).toFixed(0)} ${unit}, most ${quantile(values, 1).toFixed(0)} ${unit}`;
  console.log(program.endsWith('.ts') ? 'from the sources (build the bundle for the figures of production)' : 'bundle');
  console.log(row('start to ready', 'ms', starts));
  console.log(row('anonymous memory', 'MiB', memory));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
