import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedInCall } from '../packages/server/src/core/call.ts';
// The cost of calls as the shop grows: pnpm bench growth [SIZES…] A shop has as many vehicles, tickets, assignments and
// lines as customers. Lists, search, ranking and tickets must cost the same in every size. A call above its bound is
// marked, and the exit code is 1.
import { searchIndexes } from '../packages/server/src/features.ts';
import * as customers from '../packages/server/src/features/customers/service.ts';
import { rankMechanics } from '../packages/server/src/features/mechanics/rows.ts';
import * as tickets from '../packages/server/src/features/tickets/service.ts';
import { mergeSearch } from '../packages/server/src/platform/db/merge-search.ts';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { openDatabase } from '../packages/server/src/platform/db/open.ts';
import { buildShop } from '../packages/server/src/process/app.ts';
import type { Page } from '../packages/shared/src/index.ts';
import { fillShop } from './big-shop.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000];
const LIMIT = 10;
const LAST_PAGE = 1_000;
const orders = ['newest', 'name'] as const;
const pageName = (orderBy: string, page: number): string => `customers by ${orderBy}, page ${page}`;

/** The median time in microseconds, over as many runs as fit in a third of a second. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (const end = performance.now() + 330; performance.now() < end || times.length < 5;) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return (times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0) * 1000;
}

type List = (cursor: string | undefined) => Promise<Page<unknown>>;

async function cursorOfPage(list: List, wanted: number): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 1; page < wanted; page++) {
    const { nextCursor } = await list(cursor);
    if (nextCursor === null) throw new Error(`There is no page ${wanted}, only ${page}: use a larger size.`);
    cursor = nextCursor;
  }
  return cursor;
}

async function measure(size: number): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-growth-'));
  try {
    const url = `file:${folder}/shop.db`;
    await migrateDatabase(url);
    const { rare, common, busiest, ticket, customer } = fillShop(join(folder, 'shop.db'), size);
    const shop = buildShop(await openDatabase(url, { synchronous: 'OFF' }), {
      secrets: ['only for a benchmark: 0f4c1c8e5d3b2a19'],
      accessTtlSeconds: 3600,
      refreshTtlSeconds: 3600,
      bcryptCost: 10,
    });
    const { read } = shop.database;
    // As the server does soon after startup, and hourly.
    await mergeSearch(shop.database, searchIndexes);
    const caller = { accountId: busiest, sessionId: 1, apiKey: null, role: 'mechanic' } as const;
    const limit = { who: 'bench' };
    const call: SignedInCall = { shop, caller, read, requestId: 'bench', userAgent: null, address: '127.0.0.1', limit };
    const results = new Map<string, number>();
    const note = async (name: string, work: () => Promise<unknown>) => results.set(name, await median(work));

    for (const orderBy of orders) {
      const list: List = (cursor) => customers.list(call, { limit: LIMIT, orderBy, cursor, active: true });
      const last = await cursorOfPage(list, LAST_PAGE);
      await note(pageName(orderBy, 1), () => list(undefined));
      await note(pageName(orderBy, LAST_PAGE), () => list(last));
    }
    const find = (search: string) => () =>
      customers.list(call, { limit: LIMIT, orderBy: 'newest', search, active: true });
    await note('customers, a rare word', find(rare));
    await note('customers, a common word', find(common));
    await note('customers, a word of all', find('example'));
    await note('customers, two common words', find(`${common} adler`));
    await note('customers, one letter', find('a'));
    await note('one customer', () => customers.get(call, customer));
    await note('ranking', () => rankMechanics(read, 10));
    await note('one ticket', () => tickets.get(call, ticket));
    await note('its history', () => tickets.history(call, { id: ticket, limit: LIMIT }));
    await note('tickets', () => tickets.list(call, { limit: LIMIT }));
    await note('tickets in progress', () => tickets.list(call, { limit: LIMIT, status: 'in_progress' }));
    await note('tickets of a customer', () => tickets.list(call, { limit: LIMIT, customerId: customer }));
    await note('tickets, a rare word', () => tickets.list(call, { limit: LIMIT, search: rare }));
    await note('tickets, a common word', () => tickets.list(call, { limit: LIMIT, search: 'brakes' }));
    await note('tickets, common, in progress', () =>
      tickets.list(call, { limit: LIMIT, search: 'brakes', status: 'in_progress' }),
    );
    await note('tickets, common, of a customer', () =>
      tickets.list(call, { limit: LIMIT, search: 'brakes', customerId: customer }),
    );
    await note('my tickets', () => tickets.mine(call, { limit: LIMIT }));
    await note('my tickets in progress', () => tickets.mine(call, { limit: LIMIT, status: 'in_progress' }));
    await note('my tickets, cancelled', () => tickets.mine(call, { limit: LIMIT, status: 'cancelled' }));
    await shop.close();
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const columns: Map<string, number>[] = [];
for (const size of sizes) columns.push(await measure(size));

const row = (name: string, cells: string[]) => name.padEnd(32) + cells.map((cell) => cell.padStart(12)).join('');
function marked(ratio: number, most: number): string {
  const more = ratio > most;
  if (more) process.exitCode = 1;
  return `${ratio.toFixed(2)}${more ? ` > ${most}` : ''}`;
}

/** How many times the cost of the smallest shop the largest may reach. */
function mostOf(name: string): number {
  if (name === 'ranking' || name === 'one ticket') return 1.2;
  return name.includes('word') || name.includes('letter') || name.includes('common') ? 3 : Number.POSITIVE_INFINITY;
}
const MOST_OF_PAGES = 1.2;

console.log(row('customers, median µs', [...sizes.map((size) => size.toLocaleString('en')), 'last/first']));
for (const name of columns[0]?.keys() ?? []) {
  const times = columns.map((column) => column.get(name) ?? Number.NaN);
  const ratio = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN);
  console.log(row(name, [...times.map((time) => time.toFixed(1)), marked(ratio, mostOf(name))]));
}
for (const orderBy of orders) {
  const ratios = columns.map(
    (column) => (column.get(pageName(orderBy, LAST_PAGE)) ?? 0) / (column.get(pageName(orderBy, 1)) ?? 0),
  );
  console.log(
    row(
      `by ${orderBy}, page ${LAST_PAGE} / page 1`,
      ratios.map((ratio) => marked(ratio, MOST_OF_PAGES)),
    ),
  );
}
