import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { GET, loginInPieces, openConnection } from '../http/testing/connection.ts';
import { type ServerProcess, startProcess } from './testing.ts';

const JWT_SECRET = 'Zk3v-9qLw-77Xb-PmT2-cc0d-RyHe-51Uo';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mechanic-shop-main-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(env: Record<string, string> = {}, nodeOptions?: string[]): ServerProcess {
  const server = startProcess({ DATABASE_URL: `file:${folder}/shop.db`, ...env }, nodeOptions);
  onTestFinished(async () => {
    server.child.kill('SIGKILL');
    await server.exited;
  });
  return server;
}

function linesOf({ out }: ServerProcess) {
  return out()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A call that the server has begun and cannot finish yet. */
async function beginCall(url: string) {
  const call = await openConnection(url);
  const [head, rest] = loginInPieces();
  call.send(head);
  const other = await openConnection(url);
  other.send(GET('/readyz'));
  expect(await other.answer()).toMatchObject({ status: 200 });
  return { call, other, rest };
}

describe('the server process', () => {
  test('a server migrates, listens, and on SIGTERM finishes running calls and exits with 0', async () => {
    const server = start();
    const url = await server.listening;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { call, other, rest } = await beginCall(url);
    server.child.kill('SIGTERM');
    // It stays ready until the signal arrives.
    for (let status = 200; status === 200;) {
      other.send(GET('/readyz'));
      ({ status } = await other.answer());
    }
    call.send(rest);
    expect(await call.answer()).toMatchObject({ status: 401 });
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(server.err()).toBe('');
    const lines = linesOf(server);
    expect(lines.map(({ msg }) => msg)).toEqual(['migrated', 'listening', 'stopping', 'call', 'stopped']);
    expect(lines.find(({ msg }) => msg === 'call')).toMatchObject({
      level: 'info',
      requestId: expect.any(String),
      procedure: 'auth.login',
      outcome: 'INVALID_CREDENTIALS',
      status: 401,
      ms: expect.any(Number),
    });
  });

  test('a server exits immediately on a second signal', async () => {
    const server = start({ DRAIN_SECONDS: '600' });
    await beginCall(await server.listening);
    const again = setInterval(() => server.child.kill('SIGINT'), 20);
    expect(await server.exited).toEqual({ code: 1, signal: null });
    clearInterval(again);
    expect(linesOf(server).map(({ msg }) => msg)).toContain('stopped at once');
  });

  test('a server logs an uncaught error, drains and exits with 1', async () => {
    const throwing = `process.on('SIGUSR2', () => { throw new Error('boom') })`;
    const server = start({}, ['--import', `data:text/javascript,${encodeURIComponent(throwing)}`]);
    const { call, rest } = await beginCall(await server.listening);
    server.child.kill('SIGUSR2');
    call.send(rest);
    expect(await call.answer()).toMatchObject({ status: 401 });
    expect(await server.exited).toEqual({ code: 1, signal: null });
    expect(linesOf(server)).toContainEqual(
      expect.objectContaining({
        level: 'fatal',
        msg: 'uncaught error',
        error: expect.objectContaining({ name: 'Error', message: 'boom' }),
      }),
    );
  });

  test('a server serves and exits although its log has no reader any more', async () => {
    const server = start({ RATE_LIMITS: 'off' });
    const url = await server.listening;
    server.child.stdout?.pause();
    const ended = once(server.child, 'exit');
    // Together the lines exceed the capacity of a pipe.
    for (let n = 0; n < 3_000; n += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/trpc/inventory.list`)));
      for (const answer of answers) expect([answer.status, await answer.json()]).toMatchObject([200, { result: {} }]);
    }
    server.child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('a server logs that it listens whatever the log level', async () => {
    expect(await start({ LOG_LEVEL: 'silent' }).listening).toMatch(/^http:/);
  });
});

describe('a failing start', () => {
  const refusedStart = async (env: Record<string, string>): Promise<string> => {
    const server = start(env);
    expect(await server.exited).toEqual({ code: 1, signal: null });
    expect(server.out()).not.toContain('listening');
    expect(server.err()).toMatch(/^[^\n]+\n$/);
    return server.err();
  };

  test('an invalid setting fails the start in one line', async () => {
    expect(await refusedStart({ PORT: 'http' })).toBe('PORT: use a whole number from 0 to 65535.\n');
  });

  test('a port in use fails the start in one line', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    expect(await refusedStart({ PORT: String(port) })).toMatch(/^PORT: \d+ on 127\.0\.0\.1 is in use/);
  });

  test('a second server on the same file is rejected, however the path is spelled; the first keeps running', async () => {
    const first = start();
    const url = await first.listening;
    symlinkSync(folder, join(folder, 'link'));
    for (const spelling of ['/shop.db\r', '/link/../shop.db \t', '/link/shop.db']) {
      const err = await refusedStart({ DATABASE_URL: `file:${folder}${spelling}` });
      expect(err).toMatch(/^Another server uses .*shop\.db/);
    }
    const files = readdirSync(folder).filter((name) => name !== 'link');
    expect(files.every((name) => /^shop\.db[\w.-]*$/.test(name))).toBe(true);
    expect(files).toEqual(expect.arrayContaining(['shop.db', 'shop.db-shm', 'shop.db-wal', 'shop.db.lock']));
    for (const name of files) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('a database of a newer program and a demo on a public host are rejected', async () => {
    const server = start();
    await server.listening;
    server.child.kill('SIGTERM');
    await server.exited;

    const database = new Sqlite(join(folder, 'shop.db'));
    database.exec("insert into settings (name, value) values ('demo', 'yes')");
    expect(await refusedStart({ HOST: '0.0.0.0' })).toMatch(/^HOST: .*demo/);
    database.exec("insert into migrations (name, applied_at) values ('9999_future', '2099-01-01')");
    expect(await refusedStart({})).toMatch(/^The database is newer than this program/);
    database.close();
  });

  test('a file that cannot be created fails the start in one line', async () => {
    writeFileSync(join(folder, 'file'), '');
    const err = await refusedStart({ DATABASE_URL: `file:${folder}/file/shop.db`, JWT_SECRET });
    expect(err).toMatch(/^DATABASE_URL: cannot use .*EEXIST/);
  });
});
