import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { StorageUnavailable } from '../platform/db/database.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { settings } from '../platform/db/settings.ts';
import { openSqlite } from '../platform/db/sqlite/open.ts';
import { type Writer, writerOn } from '../platform/db/sqlite/writer.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { createLog } from '../platform/log/log.ts';
import { buildShop } from '../process/app.ts';
import { openHttpServer } from './http-server.ts';
import { frontDefaults } from './testing.ts';

/** A shop on a file that cannot grow once the test says so: a real SQLITE_FULL. */
async function serve() {
  const file = temporaryFile();
  await migrateDatabase(`file:${file}`);
  let writer: Writer | undefined;
  const database = await openSqlite(file, { synchronous: 'OFF' }, (client) => (writer = writerOn(client)));
  const shop = buildShop(database, {
    secrets: ['0f4c1c8e5d3b2a19-test-signing-key-7e6d'],
    accessTtlSeconds: 3600,
    refreshTtlSeconds: 3600,
    bcryptCost: 4,
  });
  const front = await openHttpServer(shop, frontDefaults, createLog({ level: 'silent' }));
  onTestFinished(async () => {
    await front.close();
    await shop.close();
  });
  const pages = (count: number) => writer?.client.pragma(`max_page_count = ${count}`);
  return { url: front.url, pages, shop };
}

async function register(url: string, email: string) {
  const response = await fetch(`${url}/trpc/auth.register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      accountType: 'customer',
      password: 'a good password',
      firstName: 'A',
      lastName: 'B',
      address: 'x'.repeat(300),
      email,
    }),
  });
  const body = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), reason: body.error?.data.reason };
}

async function readyz(url: string) {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: await response.json() };
}

describe.runIf(dialect === 'sqlite')('a full disk', () => {
  test('rejects writes, serves reads, is reported to load balancers, and ends when there is room', async () => {
    const { url, pages } = await serve();
    expect(await readyz(url)).toEqual({ status: 200, body: { status: 'ready' } });
    pages(1);
    // Small rows may still fit into existing pages.
    let refused = await register(url, '0@example.com');
    for (let n = 1; refused.status === 200 && n < 100; n++) refused = await register(url, `${n}@example.com`);
    expect(refused).toEqual({ status: 503, retryAfter: '1', reason: 'STORAGE_UNAVAILABLE' });
    expect((await fetch(`${url}/trpc/inventory.list`)).status).toBe(200);
    expect(await readyz(url)).toEqual({ status: 200, body: { status: 'degraded', because: ['storage'] } });

    pages(1_000_000);
    expect((await register(url, 'later@example.com')).status).toBe(200);
    await expect.poll(() => readyz(url)).toEqual({ status: 200, body: { status: 'ready' } });
  });

  test('is reported to load balancers although small writes still fit', async () => {
    const { url, pages, shop } = await serve();
    const small = () => shop.database.write((tx) => tx.insert(settings).values({ name: randomUUID(), value: '' }));
    pages(1);
    await small();
    expect(await readyz(url)).toEqual({ status: 200, body: { status: 'ready' } });
    const large = shop.database.write((tx) => tx.insert(settings).values({ name: 'large', value: 'x'.repeat(50_000) }));
    await expect(large).rejects.toBeInstanceOf(StorageUnavailable);
    for (let n = 0; n < 3; n++) {
      await small();
      expect(await readyz(url)).toEqual({ status: 200, body: { status: 'degraded', because: ['storage'] } });
    }
    expect(await shop.database.read.$count(settings)).toBe(4);
    pages(1_000_000);
    await expect.poll(() => readyz(url)).toEqual({ status: 200, body: { status: 'ready' } });
  });
});
