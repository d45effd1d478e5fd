import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../server/src/testing/free-port.ts';
import { createShopClient } from '../../src/create-shop-client.ts';
import { startServer } from '../testing/server-process.ts';

const MUTATIONS = 1000;
const AT_A_TIME = 25;
const KILLS = new Set([250, 600]);

test('a server killed during a thousand mutations performs each exactly once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shop-restart-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { DATABASE_URL: `file:${join(folder, 'shop.db')}`, PORT: String(await freePort()) };
  let server = await startServer(env);
  // More retries than usual: on a busy machine a restart may take some seconds.
  const shop = createShopClient({ url: server.url, retries: 8 });
  await shop.auth.register.mutate({
    accountType: 'customer',
    email: 'ada@example.com',
    password: 'a good password for tests',
    firstName: 'Ada',
    lastName: 'Lovelace',
    address: 'London',
  });

  let done = 0;
  let restarting = Promise.resolve();
  const restart = async () => {
    await server.kill();
    server = await startServer(env);
  };
  const waiting = Array.from({ length: MUTATIONS }, (_, index) => `Model ${index}`);
  const reported = new Map<string, number>();
  const work = async () => {
    for (let model = waiting.shift(); model !== undefined; model = waiting.shift()) {
      const { id } = await shop.vehicles.create.mutate({ make: 'Ford', model, year: 2020 });
      reported.set(model, id);
      done += 1;
      if (KILLS.has(done)) restarting = restart();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  await restarting;

  const kept = new Map<string, number>();
  let rows = 0;
  for (let cursor: string | undefined; ;) {
    const page = await shop.vehicles.list.query({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    for (const { model, id } of page.items) kept.set(model, id);
    rows += page.items.length;
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(rows).toBe(MUTATIONS);
  expect(reported.size).toBe(MUTATIONS);
  expect(kept).toEqual(reported);
});
