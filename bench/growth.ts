import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedInCall } from '../packages/server/src/core/call.ts';
// The cost of calls as the shop grows: pnpm bench growth [SIZES…] A shop has as many vehicles, tickets, assignments,
// lines, deferred jobs, events, appointments and invoices as customers, and as many invoices a week whatever its size.
// Lists, search, ranking, tickets and reports must cost the same in every size. A call above its bound is marked, and
// the exit code is 1.
import { searchIndexes } from '../packages/server/src/features.ts';
import * as appointments from '../packages/server/src/features/appointments/service.ts';
import * as customers from '../packages/server/src/features/customers/service.ts';
import * as deferred from '../packages/server/src/features/deferred/service.ts';
import { listAudit } from '../packages/server/src/features/events/audit.ts';
import * as events from '../packages/server/src/features/events/service.ts';
import { rankMechanics } from '../packages/server/src/features/mechanics/rows.ts';
import { taxes } from '../packages/server/src/features/reports/money.ts';
import { sales } from '../packages/server/src/features/reports/sales.ts';
import * as tickets from '../packages/server/src/features/tickets/service.ts';
import { mergeSearch } from '../packages/server/src/platform/db/merge-search.ts';
import { migrateDatabase } from '../packages/server/src/platform/db/migrate.ts';
import { openDatabase } from '../packages/server/src/platform/db/open.ts';
import { buildShop } from '../packages/server/src/process/app.ts';
import type { Page } from '../packages/shared/src/index.ts';
import { type BigShop, fillShop, lastWeek } from './big-shop.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000];
const LIMIT = 10;
const LAST_PAGE = 1_000;
const orders = ['newest', 'name'] as const;
/** Lists of which a late page is compared with the first. */
const paged = ['customers by newest', 'customers by name', 'appointments', 'deferred work', 'audit'] as const;
const pageName = (list: string, page: number): string => `${list}, page ${page}`;

/** The median times in microseconds of works that run in turn, as often as fits in a third of a second each. */
async function medians(works: (() => Promise<unknown>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  const end = performance.now() + 330 * works.length;
  for (let run = 0; performance.now() < end || run < 5; run++) {
    for (const [at, work] of works.entries()) {
      const start = performance.now();
      await work();
      times[at]?.push(performance.now() - start);
    }
  }
  return times.map((own) => (own.toSorted((a, b) => a - b)[own.length >> 1] ?? 0) * 1000);
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

/** Measures works in turn, by their names. */
type Note = (works: Record<string, () => Promise<unknown>>) => Promise<void>;

async function notePages(note: Note, name: (typeof paged)[number], list: List): Promise<void> {
  const last = await cursorOfPage(list, LAST_PAGE);
  await note({ [pageName(name, 1)]: () => list(undefined), [pageName(name, LAST_PAGE)]: () => list(last) });
}

/** Appointments, deferred work, events and reports, as an administrator calls them. */
async function noteDays(call: SignedInCall, note: Note, { customer, ticket }: BigShop): Promise<void> {
  await notePages(note, 'appointments', (cursor) => appointments.list(call, { limit: LIMIT, cursor }));
  await note({ 'appointments of a customer': () => appointments.list(call, { limit: LIMIT, customerId: customer }) });
  await note({ 'appointments, confirmed': () => appointments.list(call, { limit: LIMIT, status: 'confirmed' }) });
  await notePages(note, 'deferred work', (cursor) => deferred.list(call, { limit: LIMIT, cursor, open: true }));
  await note({
    'deferred work of a customer': () => deferred.list(call, { limit: LIMIT, customerId: customer, open: true }),
  });
  await notePages(note, 'audit', (cursor) => listAudit(call, { limit: LIMIT, cursor }));
  await note({ 'audit of a ticket': () => listAudit(call, { limit: LIMIT, entity: 'ticket', entityId: ticket }) });
  await note({ 'events after the median': () => events.list(call, { limit: LIMIT, after: ticket }) });
  await note({ 'events of a ticket': () => events.list(call, { limit: LIMIT, after: 0, ticketId: ticket }) });
  await note({ 'report: sales of a week': () => sales(call, { ...lastWeek, by: 'day' }) });
  await note({ 'report: taxes of a week': () => taxes(call, lastWeek) });
}

async function measure(size: number): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-growth-'));
  try {
    const url = `file:${folder}/shop.db`;
    await migrateDatabase(url);
    const filled = fillShop(join(folder, 'shop.db'), size);
    const { rare, common, busiest, ticket, customer } = filled;
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
    const note: Note = async (works) => {
      const times = await medians(Object.values(works));
      for (const [at, name] of Object.keys(works).entries()) results.set(name, times[at] ?? Number.NaN);
    };

    for (const orderBy of orders) {
      await notePages(note, `customers by ${orderBy}`, (cursor) =>
        customers.list(call, { limit: LIMIT, orderBy, cursor, active: true }),
      );
    }
    const find = (search: string) => () =>
      customers.list(call, { limit: LIMIT, orderBy: 'newest', search, active: true });
    await note({ 'customers, a rare word': find(rare) });
    await note({ 'customers, a common word': find(common) });
    await note({ 'customers, a word of all': find('example') });
    await note({ 'customers, two common words': find(`${common} adler`) });
    await note({ 'customers, one letter': find('a') });
    await note({ 'one customer': () => customers.get(call, customer) });
    await note({ ranking: () => rankMechanics(read, 10) });
    await note({ 'one ticket': () => tickets.get(call, ticket) });
    await note({ 'its history': () => tickets.history(call, { id: ticket, limit: LIMIT }) });
    await note({ tickets: () => tickets.list(call, { limit: LIMIT }) });
    await note({ 'tickets in progress': () => tickets.list(call, { limit: LIMIT, status: 'in_progress' }) });
    await note({ 'tickets of a customer': () => tickets.list(call, { limit: LIMIT, customerId: customer }) });
    await note({ 'tickets, a rare word': () => tickets.list(call, { limit: LIMIT, search: rare }) });
    await note({ 'tickets, a common word': () => tickets.list(call, { limit: LIMIT, search: 'brakes' }) });
    await note({
      'tickets, common, in progress': () =>
        tickets.list(call, { limit: LIMIT, search: 'brakes', status: 'in_progress' }),
    });
    await note({
      'tickets, common, of a customer': () =>
        tickets.list(call, { limit: LIMIT, search: 'brakes', customerId: customer }),
    });
    await note({ 'my tickets': () => tickets.mine(call, { limit: LIMIT }) });
    await note({ 'my tickets in progress': () => tickets.mine(call, { limit: LIMIT, status: 'in_progress' }) });
    await note({ 'my tickets, cancelled': () => tickets.mine(call, { limit: LIMIT, status: 'cancelled' }) });
    await noteDays({ ...call, caller: { ...caller, role: 'admin' } }, note, filled);
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
  if (/^(?:appointments|deferred|audit|events|report)/.test(name)) return 1.5;
  return name.includes('word') || name.includes('letter') || name.includes('common') ? 3 : Number.POSITIVE_INFINITY;
}
const MOST_OF_PAGES = 1.2;

console.log(row('customers, median µs', [...sizes.map((size) => size.toLocaleString('en')), 'last/first']));
for (const name of columns[0]?.keys() ?? []) {
  const times = columns.map((column) => column.get(name) ?? Number.NaN);
  const ratio = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN);
  console.log(row(name, [...times.map((time) => time.toFixed(1)), marked(ratio, mostOf(name))]));
}
for (const list of paged) {
  const ratios = columns.map(
    (column) => (column.get(pageName(list, LAST_PAGE)) ?? 0) / (column.get(pageName(list, 1)) ?? 0),
  );
  console.log(
    row(
      `${list}, ${LAST_PAGE} / 1`,
      ratios.map((ratio) => marked(ratio, MOST_OF_PAGES)),
    ),
  );
}
