import type { Customer, Page } from '@mechanic-shop/shared';
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { IdPosition, NamePosition, SearchPosition, keyset, searchPage, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { customersSearch } from './search.ts';
import { customers } from './table.ts';

const columns = {
  id: customers.id,
  firstName: accounts.firstName,
  lastName: accounts.lastName,
  email: accounts.email,
  phone: customers.phone,
  address: customers.address,
  hasLogin: sql<boolean>`${accounts.passwordHash} is not null`.mapWith(Boolean),
  version: accounts.version,
  createdAt: accounts.createdAt,
};

function asCustomer(row: Omit<Customer, 'createdAt'> & { createdAt: Date }): Customer {
  return {
    ...row,
    createdAt: instantText(row.createdAt),
  };
}

const byId = prepared('customer_by_id', (db, p: Slots<{ id: number }>) =>
  db.select(columns).from(customers).innerJoin(accounts, eq(accounts.id, customers.id)).where(eq(customers.id, p.id)),
);

export async function getCustomer(db: Queries, id: number): Promise<Customer | undefined> {
  const [row] = await byId(db, { id });
  return row && asCustomer(row);
}

interface ListOptions {
  limit: number;
  cursor?: string | undefined;
}

const newest = prepared('customers_newest', (db, p: Slots<{ before: number; limit: number }>) =>
  db
    .select(columns)
    .from(customers)
    .innerJoin(accounts, eq(accounts.id, customers.id))
    .where(lt(customers.id, p.before))
    .orderBy(desc(customers.id))
    .limit(p.limit),
);

export async function newestCustomers(db: Queries, { limit, cursor }: ListOptions): Promise<Page<Customer>> {
  const list = keyset('customers.newest', null, IdPosition);
  return newestPage(list, { limit, cursor }, async (wanted) => (await newest(db, wanted)).map(asCustomer));
}

// Compared as a pair, which the index finds directly; an `or` would read all earlier names.
const byName = prepared('customers_by_name', (db, p: Slots<{ name: string; id: number; limit: number }>) =>
  db
    .select({ ...columns, nameKey: customers.nameKey })
    .from(customers)
    .innerJoin(accounts, eq(accounts.id, customers.id))
    .where(sql`(${customers.nameKey}, ${customers.id}) > (${p.name}, ${p.id})`)
    .orderBy(asc(customers.nameKey), asc(customers.id))
    .limit(p.limit),
);

export async function customersByName(db: Queries, { limit, cursor }: ListOptions): Promise<Page<Customer>> {
  const list = keyset('customers.name', null, NamePosition);
  const [name, id] = list.after(cursor) ?? ['', 0];
  const rows = await byName(db, { name, id, limit: limit + 1 });
  const { items, nextCursor } = list.page(rows, limit, (row) => [row.nameKey, row.id]);
  return { items: items.map(({ nameKey: _, ...row }) => asCustomer(row)), nextCursor };
}

const bySearch = prepared('customers_by_search', (db, p: Slots<{ search: string; before: number; limit: number }>) =>
  db
    .select(columns)
    .from(customersSearch)
    .crossJoin(customers)
    .crossJoin(accounts)
    .where(
      and(
        matchesText(customersSearch, p.search),
        lt(customersSearch.rowid, asRowid(p.before)),
        eq(customers.id, customersSearch.rowid),
        eq(accounts.id, customers.id),
      ),
    )
    .orderBy(desc(customersSearch.rowid))
    .limit(p.limit),
);

export function searchCustomers(db: Queries, search: string, asked: ListOptions): Promise<Page<Customer>> {
  return searchPage(keyset('customers.search', search, SearchPosition), { ...asked, search }, async (wanted) =>
    (await bySearch(db, wanted)).map(asCustomer),
  );
}
