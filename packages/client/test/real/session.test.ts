import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createShopClient } from '../../src/create-shop-client.ts';
import { fileSession } from '../../src/file-session.ts';
import { memorySession } from '../../src/session-store.ts';
import { realShop } from '../testing/real-shop.ts';

const calls = Array.from({ length: 50 }, (_, index) => index);

test('an access token that expires during fifty parallel calls costs one refresh', async () => {
  const { url, people, hoursPass, refreshTokens } = await realShop();
  const customer = await people.customer();
  const session = memorySession(customer.session);
  let requests = 0;
  const shop = createShopClient({
    url,
    session,
    fetch: (input, init) => {
      requests += 1;
      // Some requests were sent before, most come after.
      if (requests === 5) hoursPass(2);
      return fetch(input, init);
    },
  });
  const before = await refreshTokens();
  const answers = await Promise.all(
    calls.map(async (index) => {
      if (index % 2 === 0) return (await shop.auth.me.query()).id;
      const { customerId } = await shop.vehicles.create.mutate({ make: 'Ford', model: `Model ${index}`, year: 2020 });
      return customerId;
    }),
  );
  expect(answers).toEqual(calls.map(() => customer.id));
  expect(await refreshTokens()).toBe(before + 1);
  expect(session.load()).not.toEqual(customer.session);
  const { items } = await shop.vehicles.list.query({ limit: 100 });
  expect(new Set(items.map(({ model }) => model)).size).toBe(25);
  expect(items).toHaveLength(25);
});

test('an access token about to expire is refreshed once before fifty parallel calls', async () => {
  const { url, people, refreshTokens } = await realShop();
  const { session, id } = await people.customer();
  const soon = { ...session, expiresAt: new Date(Date.now() + 5000).toISOString() };
  const shop = createShopClient({ url, session: memorySession(soon) });
  const before = await refreshTokens();
  const answers = await Promise.all(calls.map(() => shop.auth.me.query()));
  expect(answers.map((answer) => answer.id)).toEqual(calls.map(() => id));
  expect(await refreshTokens()).toBe(before + 1);
});

test('a logout ends the session at the server, and a login starts a new one', async () => {
  const { url, people } = await realShop();
  const { email, call } = await people.customer();
  const session = memorySession();
  const shop = createShopClient({ url, session });
  await shop.auth.login.mutate({ email, password: 'a good password for tests' });
  expect((await shop.auth.me.query()).email).toBe(email);
  expect(await shop.auth.logout.mutate()).toEqual({ ended: 1 });
  expect(session.load()).toBeNull();
  await expect(shop.auth.me.query()).rejects.toMatchObject({ data: { reason: 'NOT_SIGNED_IN' } });
  expect((await call.auth.sessions()).items).toHaveLength(1);
});

const ROUNDS = 8;

test('two processes that share a session file never end each other’s session', async () => {
  const { url, people, hoursPass, refreshTokens } = await realShop();
  const customer = await people.customer();
  const folder = await mkdtemp(join(tmpdir(), 'shop-shared-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'session.json');
  await fileSession(path).save(customer.session);

  const script = join(import.meta.dirname, '../testing/call-on-demand.ts');
  const processes = [1, 2].map(() => fork(script, [url, path]));
  onTestFinished(() => {
    for (const each of processes) each.kill();
  });
  const round = async (child: ChildProcess) => {
    const answered = once(child, 'message');
    child.send('go');
    return (await answered)[0];
  };
  const before = await refreshTokens();
  for (let index = 0; index < ROUNDS; index += 1) {
    hoursPass(2);
    const all = Array.from({ length: 5 }, () => customer.id);
    expect(await Promise.all(processes.map(round))).toEqual([all, all]);
  }
  expect(await refreshTokens()).toBe(before + ROUNDS);
  // The refresh token family is valid: the stored tokens still refresh and call.
  hoursPass(2);
  const mine = createShopClient({ url, session: fileSession(path) });
  expect((await mine.auth.me.query()).id).toBe(customer.id);
});
