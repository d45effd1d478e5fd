import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { canMount } from '../../../prove/harness/small-disk.ts';
import { freePort } from '../../testing/free-port.ts';

const MAIN = join(import.meta.dirname, '../../main.ts');
const BUNDLES = new URL('bundles.ts', import.meta.url).href;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shop-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function startWithLog(log: string, args: string[], env: Record<string, string>) {
  const file = openSync(log, 'a');
  const stdio: SpawnOptions['stdio'] = ['pipe', file, file, 'ipc'];
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env }, stdio });
  closeSync(file);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test.each(['main.ts', 'demo/main.ts'])('%s serves, drains and exits with its log on a full disk', async (name) => {
  const port = await freePort();
  const folder = temporaryFolder();
  const DATABASE_URL = `file:${folder}/shop.db`;
  const child = startWithLog('/dev/full', [join(import.meta.dirname, '../..', name), `${folder}/demo.db`], {
    PORT: String(port),
    DATABASE_URL,
    LOG_LEVEL: 'debug',
  });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(() =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => 0,
      ),
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
  process.on('message', ({ lines }) => {
    if (lines > 0) {
      for (let i = 0; i < lines; i++) log.write(JSON.stringify({ n: n++, text: 'x'.repeat(120) }) + '\\n');
      log.flush(() => setTimeout(() => process.send('written'), 200));
    } else { log.flush(() => {}); process.disconnect(); }
  });
`;

/** A program that logs to a full disk. */
function startOnFullDisk() {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', folder]).status !== 0)
    throw new Error('mount failed');
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  const [log, filler] = [join(folder, 'log'), join(folder, 'filler')];
  writeFileSync(filler, Buffer.alloc(40 * 1024 * 1024));
  const child = startWithLog(log, ['--input-type=module', '-e', WRITER], { BUNDLES });
  const exited = once(child, 'exit');
  const text = () => readFileSync(log, 'utf8');
  return {
    write: async (lines: number): Promise<void> => {
      child.send({ lines });
      await once(child, 'message');
    },
    makeRoom: () => rmSync(filler),
    end: async () => {
      child.send({ lines: 0 });
      expect(await exited).toEqual([0, null]);
    },
    kept: () =>
      text()
        .split('\n')
        .filter((line) => line.startsWith('{"n"')),
    lost: () => /"lines":(\d+),"msg":"[^"]*lost"/.exec(text())?.[1],
  };
}

test.runIf(canMount()).each(['later', 'never'])(
  'lost log lines are counted and reported once there is room, when it ends %s',
  async (ends) => {
    const writer = startOnFullDisk();
    await writer.write(LINES / 2);
    await writer.write(LINES / 2);
    writer.makeRoom();
    if (ends === 'later') await expect.poll(writer.lost).toBeDefined();
    await writer.end();
    expect(Number(writer.lost())).toBeGreaterThan(0);
    expect(writer.kept().length + Number(writer.lost())).toBe(LINES);
    expect(writer.kept().every((line) => JSON.parse(line))).toBe(true);
  },
);

test.runIf(canMount())('a few log lines arrive late instead of being lost, and the log reports the delay', async () => {
  const writer = startOnFullDisk();
  await writer.write(20);
  expect(writer.kept()).toEqual([]);
  writer.makeRoom();
  await expect.poll(writer.lost).toBe('0');
  expect(writer.kept().map((line) => (JSON.parse(line) as { n: number }).n)).toEqual(
    Array.from({ length: 20 }, (_, n) => n),
  );
  await writer.end();
});

const has = (program: string): boolean => existsSync(`/usr/bin/${program}`);

test.runIf(has('prlimit'))('a log file at its size limit does not kill the server', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const child = startWithLog(log, [MAIN], { PORT: '0', DATABASE_URL: `file:${folder}/shop.db`, RATE_LIMITS: 'off' });
  const exited = once(child, 'exit');
  const listening = () => /"url":"([^"]+)","msg":"listening"/.exec(readFileSync(log, 'utf8'))?.[1];
  await expect.poll(listening).toBeDefined();
  expect(spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=1000']).status).toBe(0);
  for (let n = 1; n < 100; n++)
    expect((await fetch(`${listening()}/trpc/inventory.get?input={"id":${n}}`)).status).toBe(404);
  expect((await fetch(`${listening()}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(readFileSync(log).length).toBe(1000);
});

test.runIf(has('script'))('a server on a paused terminal serves and exits', async () => {
  const DATABASE_URL = `file:${temporaryFolder()}/shop.db`;
  const command = `exec '${process.execPath}' '${MAIN}'`;
  const child = spawn('script', ['--quiet', '--command', command, '/dev/null'], {
    env: { PATH: process.env['PATH'], SHELL: '/bin/sh', PORT: '0', DATABASE_URL, RATE_LIMITS: 'off' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { url, pid } = await new Promise<{ url: string; pid: number }>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line) as { msg: string; url: string; pid: number };
      if (said.msg === 'listening') resolve(said);
    });
  });
  onTestFinished(() => {
    if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
  });
  // The other end of the terminal is not read from here on.
  process.kill(child.pid ?? 0, 'SIGSTOP');
  for (let n = 1; n < 300; n++) expect((await fetch(`${url}/trpc/inventory.get?input={"id":${n}}`)).status).toBe(404);
  process.kill(pid, 'SIGTERM');
  const isGone = () => !existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  await expect.poll(isGone).toBe(true);
});
