import type { Invoice, InvoiceStatus, ListInvoicesInput, Page } from '@mechanic-shop/shared';
import { type Column, type SQL, and, eq, lt, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { invalidInput } from '../../core/errors.ts';
import { IdPosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { inIds } from '../../platform/db/lists.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import {
  type Bounds,
  MAX_CANDIDATES,
  type Plan,
  boundsOf,
  idRange,
  searchPlan,
  searchRange,
} from '../../platform/db/search-range.ts';
import { matchesText } from '../../platform/db/search.ts';
import { dayIn } from '../../platform/zones.ts';
import { settingsFor } from '../shop/rows.ts';
import { tickets } from '../tickets/table.ts';
import { asInvoice, type InvoiceRow, selectFoundInvoices, selectInvoices } from './rows.ts';
import { invoicesSearch } from './search.ts';
import { invoices } from './table.ts';

interface Filters {
  status?: InvoiceStatus | undefined;
  customerId?: number | undefined;
  overdue?: boolean | undefined;
  search?: string | undefined;
}
type Used = 'status' | 'customerId' | 'search' | 'overdue' | 'notOverdue' | Plan;
interface Values extends Bounds {
  status: InvoiceStatus;
  customerId: number;
  today: string;
  search: string;
  limit: number;
}

// The literal status is that of the index by due date.
const overdue = (today: SQL | Slots<Values>['today'], status: SQL | Column = invoices.status): SQL =>
  sql`(${status} = 'open' and ${withoutIndex(invoices.dueDate)} < ${today})`;

function conditions(used: ReadonlySet<Used>, p: Slots<Values>): (SQL | undefined)[] {
  // A customer has fewer invoices than a status; a search and a list of few lead either.
  const isLed = used.has('search') || used.has('few');
  const status = isLed || used.has('customerId') ? withoutIndex(invoices.status) : invoices.status;
  return [
    used.has('status') ? sql`${status} = ${p.status}` : undefined,
    used.has('customerId')
      ? sql`${isLed ? withoutIndex(invoices.customerId) : invoices.customerId} = ${p.customerId}`
      : undefined,
    used.has('overdue') ? overdue(p.today, status) : undefined,
    used.has('notOverdue') ? sql`not ${overdue(p.today, status)}` : undefined,
  ];
}

function queryBy(used: ReadonlySet<Used>) {
  return prepared(`invoices_by_${[...used].join('_')}`, (db, p: Slots<Values>) => {
    const { within, newest } = idRange(used.has('few') ? 'few' : 'all', invoices.id, p);
    return selectInvoices(db)
      .where(and(...within, ...conditions(used, p), used.has('few') ? inIds(invoices.id, p.few) : undefined))
      .orderBy(newest)
      .limit(p.limit);
  });
}

function searchBy(used: ReadonlySet<Used>, plan: Plan) {
  return prepared(`invoices_found_by_${[...used].join('_').replace(' ', '_')}`, (db, p: Slots<Values>) => {
    const { within, newest } = searchRange(plan, invoicesSearch.rowid, p);
    return selectFoundInvoices(db)
      .where(
        and(
          ...within,
          matchesText(invoicesSearch, p.search),
          eq(invoices.id, invoicesSearch.rowid),
          eq(tickets.id, invoices.ticketId),
          ...conditions(used, p),
        ),
      )
      .orderBy(newest)
      .limit(p.limit);
  });
}

const queries = new Map<string, ReturnType<typeof queryBy>>();
function queryFor(used: readonly Used[], plan: Plan): ReturnType<typeof queryBy> {
  const name = [...used, plan].join();
  let query = queries.get(name);
  if (query === undefined) {
    const all = new Set<Used>([...used, plan]);
    query = all.has('search') ? searchBy(all, plan) : queryBy(all);
    queries.set(name, query);
  }
  return query;
}

interface Few {
  value: string | number;
  limit: number;
}
function idsBy(name: string, condition: (p: Slots<Few>) => SQL) {
  return prepared(`invoice_ids_${name}`, (db, p: Slots<Few>) =>
    db.select({ id: invoices.id }).from(invoices).where(condition(p)).limit(p.limit),
  );
}
const overdueIds = idsBy('overdue', (p) => sql`${invoices.status} = 'open' and ${lt(invoices.dueDate, p.value)}`);
const idsOfCustomer = idsBy('of_customer', (p) => eq(invoices.customerId, p.value));
const idsOfStatus = idsBy('of_status', (p) => eq(invoices.status, p.value));

/** The ids of a filter, oldest first, when they are few; undefined for many, which another filter leads. */
async function fewOf(db: Queries, filters: Filters, today: string): Promise<number[] | undefined> {
  const { status, customerId, search } = filters;
  const asked: [typeof overdueIds, string | number][] = [];
  if (filters.overdue === true) asked.push([overdueIds, today]);
  if (search !== undefined && customerId !== undefined) asked.push([idsOfCustomer, customerId]);
  if (search !== undefined && status !== undefined) asked.push([idsOfStatus, status]);
  for (const [find, value] of asked) {
    const rows = await find(db, { value, limit: MAX_CANDIDATES + 1 });
    if (rows.length <= MAX_CANDIDATES) return rows.map(({ id }) => id).toSorted((a, b) => a - b);
  }
  return undefined;
}

function usedOf({ status, customerId, overdue: isOverdue, search }: Filters): Used[] {
  return [
    ...(status === undefined ? [] : (['status'] as const)),
    ...(customerId === undefined ? [] : (['customerId'] as const)),
    ...(isOverdue === undefined ? [] : ([isOverdue ? 'overdue' : 'notOverdue'] as const)),
    ...(search === undefined ? [] : (['search'] as const)),
  ];
}

/** Finds the rows of a page for these filters. */
async function finderFor(call: SignedInCall, filters: Filters) {
  const { timeZone } = await settingsFor(call, call.read);
  const today = dayIn(call.shop.now(), timeZone);
  const { status = 'open', customerId = 0 } = filters;
  const few = await fewOf(call.read, filters, today);
  const plan = filters.search === undefined ? (few === undefined ? 'all' : 'few') : searchPlan(few);
  const query = queryFor(usedOf(filters), plan);
  return async ({ search = '', before, limit }: { search?: string; before: number; limit: number }) => {
    if (few?.length === 0) return [];
    const rows: InvoiceRow[] = await query(call.read, {
      status,
      customerId,
      today,
      search,
      limit,
      ...boundsOf(few, before),
    });
    return rows.map((row) => ({ id: row.invoice.id, row }));
  };
}

function filtersFor({ caller }: SignedInCall, input: Parsed<typeof ListInvoicesInput>): Filters {
  const { status, overdue: isOverdue, customerId, search } = input;
  if (isStaff(caller)) return { status, overdue: isOverdue, customerId, search };
  if (customerId !== undefined) {
    throw invalidInput(['customerId'], 'Customers see only their own invoices: leave customerId out.');
  }
  return { status, overdue: isOverdue, customerId: caller.accountId, search };
}

/** Pages of invoices, newest first: all for staff, customers' own. */
export async function listInvoices(
  call: SignedInCall,
  input: Parsed<typeof ListInvoicesInput>,
): Promise<Page<Invoice>> {
  const filters = filtersFor(call, input);
  const find = await finderFor(call, filters);
  const { search, limit, cursor } = input;
  const { items, nextCursor } =
    search === undefined
      ? await newestPage(keyset('invoices.list', filters, IdPosition), { limit, cursor }, find)
      : await searchPage(keyset('invoices.list', filters, SearchPosition), { search, limit, cursor }, find);
  return { items: items.map(({ row }) => asInvoice(row)), nextCursor };
}
