import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { canMount } from '../../prove/disk.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const BUNDLES = new URL('bundles.ts', import.meta.url).href;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shop-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function startWithLog(log: string, args: string[], env: Record<string, string>) {
  const file = openSync(log, 'a');
  const stdio: SpawnOptions['stdio'] = ['pipe', file, 'pipe', 'ipc'];
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env }, stdio });
  closeSync(file);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a server whose log is on a full disk serves, drains and ends', async () => {
  const port = await freePort();
  const DATABASE_URL = `file:${temporaryFolder()}/shop.db`;
  const child = startWithLog('/dev/full', [MAIN], { PORT: String(port), DATABASE_URL, LOG_LEVEL: 'debug' });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 15_000 },
    )
    .toBe(200);
  for (let n = 0; n < 300; n++) expect((await fetch(`${url}/trpc/inventory.list`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

const LINES = 200_000;
const WRITER = `
  const { bundledOutput } = await import(process.env.BUNDLES);
  const log = bundledOutput();
  let n = 0;
  process.on('message', (go) => {
    if (go === 'write') {
      for (let i = 0; i < ${LINES / 2}; i++) log.write(JSON.stringify({ n: n++, text: 'x'.repeat(120) }) + '\\n');
      log.flush(() => setTimeout(() => process.send('written'), 200));
    } else { log.flush(() => {}); process.disconnect(); }
  });
`;

test.runIf(canMount())('lost lines are counted and reported once there is room', async () => {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder]).status !== 0)
    throw new Error('mount failed');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  const log = join(folder, 'log');
  const filler = join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(39 * 1024 * 1024));
  const child = startWithLog(log, ['--input-type=module', '-e', WRITER], { BUNDLES });
  const exited = once(child, 'exit');
  for (let round = 0; round < 2; round++) {
    child.send('write');
    await once(child, 'message');
  }
  rmSync(filler);
  const lost = () => /"lines":(\d+),"msg":"log lines were lost"/.exec(readFileSync(log, 'utf8'))?.[1];
  await expect.poll(lost, { timeout: 10_000 }).toBeDefined();
  child.send('end');
  expect(await exited).toEqual([0, null]);
  const kept = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"n"'));
  expect(kept.length + Number(lost())).toBe(LINES);
  expect(kept.every((line) => JSON.parse(line))).toBe(true);
});
