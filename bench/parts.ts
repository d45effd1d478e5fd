// The CPU cost of each part of a request in µs, without HTTP: pnpm bench parts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedInCall } from '../packages/server/src/core/call.ts';
import * as customers from '../packages/server/src/features/customers/service.ts';
import * as inventory from '../packages/server/src/features/inventory/service.ts';
import * as tickets from '../packages/server/src/features/tickets/service.ts';
import { stripToTypes } from '../packages/server/src/http/run/strip-to-types.ts';
import { createContext } from '../packages/server/src/http/wire/context.ts';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { defaultRates } from '../packages/server/src/platform/limits/limits.ts';
import { createLog } from '../packages/server/src/platform/log/log.ts';
import { openShop } from '../packages/server/src/process/app.ts';
import {
  Customer,
  IdInput,
  ListCustomersInput,
  MyTicketsInput,
  Part,
  Ticket,
  pageOf,
} from '../packages/shared/src/index.ts';
import { fillShop, secret } from './peers/data.ts';

const RUNS = 1_500;

/** The lowest of five runs; the rest is noise. */
async function cost(work: () => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (let n = 0; n < RUNS / 3; n++) await work();
    const before = process.cpuUsage();
    for (let n = 0; n < RUNS; n++) {
      const done = work();
      if (done instanceof Promise) await done;
    }
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / RUNS);
  }
  return Math.min(...rounds);
}

const folder = mkdtempSync(join(tmpdir(), 'shop-bench-'));
try {
  const file = join(folder, 'shop.db');
  await migrateDatabase(`file:${file}`);
  const tokens = await fillShop(file);
  const shop = await openShop({
    databaseUrl: `file:${file}`,
    secrets: [secret],
    accessTtlSeconds: 3600,
    refreshTtlSeconds: 3600,
    bcryptCost: 10,
    rates: { ...defaultRates, default: { points: 1_000_000_000, seconds: 3600 } },
  });
  const facts = {
    requestId: 'bench',
    authorization: `Bearer ${tokens.mechanics[6]}`,
    idempotencyKey: undefined,
    dryRun: false,
    userAgent: 'bench',
    address: '127.0.0.1',
  };
  const context = await createContext(shop, facts);
  if (context.caller === null) throw new Error('The token of the bench was rejected.');
  const call: SignedInCall = { ...context, caller: context.caller };
  const log = createLog({ level: 'info', destination: { write: () => {} } });
  const line = { requestId: 'bench', procedure: 'tickets.mine', account: 7, status: 200, outcome: 'ok', ms: 0.25 };

  const row = (name: string, values: number[]): void =>
    console.log(name.padEnd(34) + values.map((value) => value.toFixed(2).padStart(18)).join(''));
  console.log(
    ''.padEnd(34) + ['inventory.get', 'customers.list 50', 'tickets.mine 20'].map((name) => name.padStart(18)).join(''),
  );
  const same = (value: number): number[] => [value, value, value];
  row('token and session, seen before', same(await cost(() => createContext(shop, facts))));
  row('limit', same(await cost(() => shop.limits.take('default', `account ${call.caller.accountId}`))));
  const [part, list, mine] = [{ id: 42 }, ListCustomersInput.parse({ limit: 50 }), MyTicketsInput.parse(undefined)];
  row('input', [
    await cost(() => IdInput.parse(part)),
    await cost(() => ListCustomersInput.parse({ limit: 50 })),
    await cost(() => MyTicketsInput.parse(undefined)),
  ]);
  row('query and rows (a part: cached)', [
    await cost(() => inventory.get(call, 42)),
    await cost(() => customers.list(call, list)),
    await cost(() => tickets.mine(call, mine)),
  ]);
  const answers = [await inventory.get(call, 42), await customers.list(call, list), await tickets.mine(call, mine)];
  const schemas = [Part, pageOf(Customer), pageOf(Ticket)];
  const checks = async (of: (schema: (typeof schemas)[number]) => { parse: (value: unknown) => unknown }) => {
    const costs: number[] = [];
    for (const [at, schema] of schemas.entries()) {
      const checked = of(schema);
      costs.push(await cost(() => checked.parse(answers[at])));
    }
    return costs;
  };
  row('output, checked in full', await checks((schema) => schema));
  row('output, as the tRPC handler checks it', await checks((schema) => stripToTypes(schema) as typeof Part));
  const texts: number[] = [];
  for (const answer of answers) texts.push(await cost(() => JSON.stringify(answer)));
  row('JSON (a part: once for each object)', texts);
  row('log line', same(await cost(() => log.info(line, 'call'))));
  await shop.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
