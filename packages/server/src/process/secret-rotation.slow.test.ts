import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '@mechanic-shop/shared';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { startProcess } from './testing.ts';

const OLD = 'Zk3v-9qLw-77Xb-PmT2-cc0d-RyHe-51Uo';
const NEW = 'b8Qe-Yt4x-0Jnd-LsW6-fG2a-93Mk-uVhC';

/** Starts a server with these secrets; it ends with the test or when stopped. */
async function serve(databaseUrl: string, secrets: readonly string[]) {
  const server = startProcess({
    DATABASE_URL: databaseUrl,
    JWT_SECRET: secrets.join(','),
    RATE_LIMITS: 'off',
    BCRYPT_COST: '10',
  });
  const stop = async () => {
    server.child.kill('SIGTERM');
    return (await server.exited).code;
  };
  onTestFinished(async () => {
    server.child.kill('SIGKILL');
    await server.exited;
  });
  return { url: await server.listening, stop };
}
type Server = Awaited<ReturnType<typeof serve>>;

async function post(server: Server, path: string, input: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  const { result, error } = (await response.json()) as {
    result?: { data: unknown };
    error?: { data: { reason: string } };
  };
  return { data: result?.data, reason: error?.data.reason, replayed: response.headers.get('idempotent-replay') };
}
async function sessionFrom(call: ReturnType<typeof post>): Promise<Session> {
  const { data, reason } = await call;
  expect(reason).toBeUndefined();
  return data as Session;
}
function register(server: Server) {
  return sessionFrom(
    post(server, 'auth.register', {
      accountType: 'customer',
      email: 'cara@example.com',
      password: 'a good password for tests',
      firstName: 'Cara',
      lastName: 'Driver',
      address: '1 Main Street',
    }),
  );
}
function refresh(server: Server, { refreshToken }: Session) {
  return sessionFrom(post(server, 'auth.refresh', { refreshToken }));
}
/** Creates a vehicle under an idempotency key; returns its id and whether the response was replayed. */
async function create(server: Server, { token }: Session, key: string) {
  const car = { make: 'Ford', model: key, year: 2020 };
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
  const { data, reason, replayed } = await post(server, 'vehicles.create', car, headers);
  expect(reason).toBeUndefined();
  return { id: (data as { id: number }).id, replayed };
}

/** What two servers on one database must do for one client, whichever of them a call reaches. */
async function actAsOne(session: Session, first: Server, second: Server, step: string): Promise<Session> {
  let last = session;
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const) {
    const next = await refresh(from, last);
    // The response was lost, and the retry reaches the other server.
    const again = await refresh(to, last);
    expect(again.refreshToken).toBe(next.refreshToken);
    const key = `${step} ${from === first}`;
    const { id } = await create(to, next, key);
    expect(await create(from, again, key)).toEqual({ id, replayed: 'true' });
    last = again;
  }
  return last;
}

describe.runIf(dialect === 'postgres')('secret rotation on two servers', () => {
  test('two servers change the secret in two steps, one after the other, and all sessions survive', async () => {
    const { createEmptyDatabase } = await import('../platform/db/postgres/testing.ts');
    const { url, drop } = await createEmptyDatabase();
    onTestFinished(drop);
    const start = (...secrets: string[]) => serve(url, secrets);
    let [a, b] = [await start(OLD), await start(OLD)];
    const restart = async (server: Server, ...secrets: string[]) => {
      expect(await server.stop()).toBe(0);
      return start(...secrets);
    };
    let session = await actAsOne(await register(a), a, b, 'before');
    b = await restart(b, OLD, NEW);
    session = await actAsOne(session, a, b, 'one knows the new secret');
    a = await restart(a, OLD, NEW);
    session = await actAsOne(session, a, b, 'both know the new secret');
    b = await restart(b, NEW, OLD);
    session = await actAsOne(session, a, b, 'one signs with the new secret');
    a = await restart(a, NEW, OLD);
    session = await actAsOne(session, a, b, 'both sign with the new secret');
    b = await restart(b, NEW);
    session = await actAsOne(session, a, b, 'one has dropped the old secret');
    a = await restart(a, NEW);
    await actAsOne(session, a, b, 'after');
  });

  test("two servers that change the secret in one step reject each other's tokens", async () => {
    const { createEmptyDatabase } = await import('../platform/db/postgres/testing.ts');
    const { url, drop } = await createEmptyDatabase();
    onTestFinished(drop);
    const [behind, ahead] = [await serve(url, [OLD]), await serve(url, [NEW, OLD])];
    const { token } = await register(ahead);
    const headers = { authorization: `Bearer ${token}` };
    expect(await post(behind, 'auth.logout', {}, headers)).toMatchObject({ reason: 'TOKEN_INVALID' });
  });
});

describe.runIf(dialect === 'sqlite')('secret rotation on one server', () => {
  test('a server with a file database changes the secret step by step, and all sessions survive', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mechanic-shop-rotation-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const start = (...secrets: string[]) => serve(`file:${folder}/shop.db`, secrets);
    let server = await start(OLD);
    let session = await register(server);
    const { id } = await create(server, session, 'a key');
    for (const secrets of [[OLD, NEW], [NEW, OLD], [NEW]]) {
      expect(await server.stop()).toBe(0);
      server = await start(...secrets);
      // A token of the previous step while its secret is accepted, and a key of the first step likewise.
      if (secrets.includes(OLD)) expect(await create(server, session, 'a key')).toEqual({ id, replayed: 'true' });
      session = await refresh(server, session);
      await create(server, session, secrets.join());
    }
  });
});
