import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { contextOf } from '../api/context.ts';
import { customers } from '../features/customers/table.ts';
import { invites } from '../features/invites/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open.ts';
import { searchJobs, waitingSearchJobs } from '../platform/db/search-jobs.ts';
import { buildShop } from '../process/app.ts';
import { createCaller } from '../router.ts';
import { checks } from './doctor/examine.ts';
import { databaseBefore } from './testing/old-database.ts';

const postgres = dialect === 'postgres';
// A row takes several statements over a connection on PostgreSQL, none on SQLite.
const ROWS = postgres ? 1000 : 10_000;
const PARTS = 1000;
const CALLS = 20;
const now = new Date();
const at = (date: Date): string => (postgres ? `'${date.toISOString()}'` : String(date.getTime()));
const soon = at(new Date(now.getTime() + 3_600_000));
const numbers = postgres
  ? `generate_series(1, ${ROWS}) as n(i)`
  : `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS}) select i from n)`;
const oldWords = postgres ? "array_to_tsvector(array['yılmaz', 'old' || i])" : "'yılmaz old' || i";

/**
 * Many rows of each kind that a migration changes. Codes had no creators then; no version creates such keys and words
 * now.
 */
const rows = `
  insert into accounts (id, role, first_name, last_name, created_at)
    select i, 'customer', 'No' || i, 'Yılmaz', ${at(now)} from ${numbers};
  insert into customers (id, name_key) select i, 'old ' || i from ${numbers};
  insert into customers_search (rowid, words) select i, ${oldWords} from ${numbers};
  insert into parts (id, sku, name, name_key, price_cents, quantity, created_at, updated_at)
    select i, 'ABC-' || i, 'Øl filter ' || i, 'old ' || i, 100, 0, ${at(now)}, ${at(now)} from ${numbers} where i <= ${PARTS};
  insert into invites (digest, role, expires_at, created_at) select 'i' || i, 'admin', ${soon}, ${at(now)} from ${numbers};
  insert into reset_codes (digest, account_id, expires_at, created_at)
    select 'r' || i, i, ${soon}, ${at(now)} from ${numbers};
  ${postgres ? ['accounts', 'parts'].map((name) => `select setval(pg_get_serial_sequence('${name}', 'id'), ${ROWS});`).join('') : ''}`;

const settings = { secrets: ['0f4c1c8e5d3b2a19-test-signing-key-7e6d'], accessTtlSeconds: 3600, bcryptCost: 4 };

test(`${ROWS} customers and codes of the first version are migrated, and reindexed in batches while calls run`, async () => {
  const url = await databaseBefore('code-makers', rows);
  await migrateDatabase(url);
  const shop = buildShop(await openDatabase(url), { ...settings, refreshTtlSeconds: 3600 });
  onTestFinished(() => shop.close());
  const { read } = shop.database;
  const reader = createCaller(contextOf(shop, { caller: null, requestId: 'test' }));
  const found = async (search: string) => (await reader.inventory.list({ search })).items.map(({ id }) => id);

  // Calls are answered between the batches: no transaction grows with the number of rows.
  const progress = new Set<number>();
  shop.reindexing.start();
  for (let n = 0; n < CALLS; n++) {
    const [job] = await read.select({ after: searchJobs.after }).from(searchJobs).limit(1);
    progress.add(job?.after ?? ROWS);
    expect((await reader.inventory.get({ id: 1 })).sku).toBe('ABC-1');
    // SQLite answers alone would leave indexing no turn.
    await setImmediate();
  }
  expect((await waitingSearchJobs(read)).size).toBeGreaterThan(0);
  expect(Math.max(...progress)).toBeLessThanOrEqual(ROWS / 2);
  await shop.reindexing.settled();

  expect(await found('OL FILTER 999')).toEqual([999]);
  expect(await found('abc777')).toContain(777);
  const count = async (query: ReturnType<typeof sql>) => read.$count(customers, query);
  expect(await count(sql`${customers.nameKey} like 'old %'`)).toBe(0);
  expect(await read.$count(invites)).toBe(ROWS);
  expect(await read.$count(invites, sql`${invites.revokedAt} is null`)).toBe(0);
  const problems: string[] = [];
  for (const { find } of checks) problems.push((await find(read)) ?? '');
  expect(problems.filter(Boolean)).toEqual([]);
});
