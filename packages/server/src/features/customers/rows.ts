import type { Customer, Page } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, lt, sql } from 'drizzle-orm';
import { IdPosition, NamePosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import { afterName } from '../../platform/db/after-name.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared, slotsFor } from '../../platform/db/prepared.ts';
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
  company: customers.company,
  taxExempt: customers.taxExempt,
  note: customers.note,
  externalId: customers.externalId,
  active: customers.active,
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

const ownMembers = [
  'id',
  'phone',
  'address',
  'company',
  'taxExempt',
  'note',
  'externalId',
  'nameKey',
] as const satisfies readonly (keyof CustomerRow)[];
type CustomerRow = typeof customers.$inferSelect;

/** Inserts what only customers have, for an account that is there already. */
export const insertOwn = prepared('insert_customer', (db, p: Slots<Pick<CustomerRow, (typeof ownMembers)[number]>>) =>
  db.insert(customers).values(slotsFor(p, ownMembers)),
);

const byId = prepared('customer_by_id', (db, p: Slots<{ id: number }>) =>
  db.select(columns).from(customers).innerJoin(accounts, eq(accounts.id, customers.id)).where(eq(customers.id, p.id)),
);

export async function getCustomer(db: Queries, id: number): Promise<Customer | undefined> {
  const [row] = await byId(db, { id });
  return row && asCustomer(row);
}

const idByExternalId = prepared('customer_by_external_id', (db, p: Slots<{ externalId: string }>) =>
  db.select({ id: customers.id }).from(customers).where(eq(customers.externalId, p.externalId)),
);

/** The id of the customer with this id in another system. */
export async function customerByExternalId(db: Queries, externalId: string): Promise<number | undefined> {
  const [row] = await idByExternalId(db, { externalId });
  return row?.id;
}

interface ListOptions {
  limit: number;
  cursor?: string | undefined;
  active: boolean;
}

type Used = 'in_use' | 'retired';
const usedOf = (active: boolean): Used => (active ? 'in_use' : 'retired');

/** A query for the customers in use and one for the retired ones. */
function forEach<Q>(build: (name: Used, condition: SQL) => Q): Record<Used, Q> {
  return {
    in_use: build('in_use', sql`${customers.active}`),
    retired: build('retired', sql`not ${customers.active}`),
  };
}

const newest = forEach((used, condition) =>
  prepared(`customers_newest_${used}`, (db, p: Slots<{ before: number; limit: number }>) =>
    db
      .select(columns)
      .from(customers)
      .innerJoin(accounts, eq(accounts.id, customers.id))
      .where(and(lt(customers.id, p.before), condition))
      .orderBy(desc(customers.id))
      .limit(p.limit),
  ),
);

export async function newestCustomers(db: Queries, { limit, cursor, active }: ListOptions): Promise<Page<Customer>> {
  const list = keyset('customers.newest', active, IdPosition);
  const find = newest[usedOf(active)];
  return newestPage(list, { limit, cursor }, async (wanted) => (await find(db, wanted)).map(asCustomer));
}

const byName = forEach((used, condition) =>
  prepared(`customers_by_name_${used}`, (db, p: Slots<{ name: string; id: number; limit: number }>) =>
    afterName(
      (isLater) =>
        db
          .select({ ...columns, nameKey: customers.nameKey })
          .from(customers)
          .innerJoin(accounts, eq(accounts.id, customers.id))
          .where(and(isLater, condition))
          .$dynamic(),
      customers,
      p,
    ),
  ),
);

export async function customersByName(db: Queries, { limit, cursor, active }: ListOptions): Promise<Page<Customer>> {
  const list = keyset('customers.name', active, NamePosition);
  const [name, id] = list.after(cursor) ?? ['', 0];
  const rows = await byName[usedOf(active)](db, { name, id, limit: limit + 1 });
  const { items, nextCursor } = list.page(rows, limit, (row) => [row.nameKey, row.id]);
  return { items: items.map(({ nameKey: _, ...row }) => asCustomer(row)), nextCursor };
}

const bySearch = forEach((used, condition) =>
  prepared(`customers_by_search_${used}`, (db, p: Slots<{ search: string; before: number; limit: number }>) =>
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
          condition,
        ),
      )
      .orderBy(desc(customersSearch.rowid))
      .limit(p.limit),
  ),
);

export function searchCustomers(db: Queries, search: string, asked: ListOptions): Promise<Page<Customer>> {
  return searchPage(
    keyset('customers.search', [search, asked.active], SearchPosition),
    { ...asked, search },
    async (wanted) => (await bySearch[usedOf(asked.active)](db, wanted)).map(asCustomer),
  );
}
