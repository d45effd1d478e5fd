import type { Mechanic, Page, StaffRecord } from '@mechanic-shop/shared';
import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { accounts } from '../auth/table.ts';
import type { Queries } from '../db/database.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { asRowid, matches, mechanicsSearch } from '../db/search.ts';
import { wordsOf } from '../db/words.ts';
import { instantText } from '../instants.ts';
import { IdPosition, keyset } from '../pages.ts';
import { mechanics } from './table.ts';

/** What anyone may see. */
export const mechanicColumns = {
  id: mechanics.id,
  firstName: accounts.firstName,
  lastName: accounts.lastName,
  specialty: mechanics.specialty,
};

const staffColumns = {
  ...mechanicColumns,
  role: accounts.role,
  email: accounts.email,
  address: mechanics.address,
  salaryCents: mechanics.salaryCents,
  active: mechanics.active,
  version: accounts.version,
  createdAt: accounts.createdAt,
};

type StaffRow = Omit<StaffRecord, 'createdAt' | 'email' | 'role'> & {
  role: 'customer' | 'mechanic' | 'admin';
  email: string | null;
  createdAt: Date;
};

const asStaff = (row: StaffRow): StaffRecord => ({
  ...row,
  role: row.role === 'admin' ? 'admin' : 'mechanic',
  email: row.email ?? '',
  createdAt: instantText(row.createdAt),
});

const activeById = prepared('mechanic_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select(mechanicColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(and(eq(mechanics.id, p.id), eq(mechanics.active, true))),
);

export const getMechanic = async (db: Queries, id: number): Promise<Mechanic | undefined> =>
  (await activeById(db, { id }))[0];

const staffById = prepared('staff_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select(staffColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(eq(mechanics.id, p.id)),
);

export const getStaff = async (db: Queries, id: number): Promise<StaffRecord | undefined> => {
  const [row] = await staffById(db, { id });
  return row && asStaff(row);
};

interface Asked {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
}

/** Active mechanics, newest first. */
export const listMechanics = async (db: Queries, { limit, cursor, search }: Asked): Promise<Page<Mechanic>> => {
  const list = keyset('mechanics.list', search ?? null, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const query = db
    .select(mechanicColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .$dynamic();
  if (search !== undefined) query.innerJoin(mechanicsSearch, eq(mechanicsSearch.rowid, mechanics.id));
  const rows = await query
    .where(and(...found(search, before), eq(mechanics.active, true)))
    .orderBy(desc(keyOf(search)))
    .limit(limit + 1);
  return list.page(rows, limit, ({ id }) => [id]);
};

/** Staff records, newest first. */
export const listStaff = async (
  db: Queries,
  { limit, cursor, search, active }: Asked & { active?: boolean | undefined },
): Promise<Page<StaffRecord>> => {
  const list = keyset('mechanics.records', [search ?? null, active ?? null], IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const query = db.select(staffColumns).from(mechanics).innerJoin(accounts, eq(accounts.id, mechanics.id)).$dynamic();
  if (search !== undefined) query.innerJoin(mechanicsSearch, eq(mechanicsSearch.rowid, mechanics.id));
  const rows = await query
    .where(and(...found(search, before), active === undefined ? undefined : eq(mechanics.active, active)))
    .orderBy(desc(keyOf(search)))
    .limit(limit + 1);
  return list.page(rows.map(asStaff), limit, ({ id }) => [id]);
};

// The full-text index hands out its hits newest first, so a common word costs no more than a rare one.
const keyOf = (search: string | undefined) => (search === undefined ? mechanics.id : mechanicsSearch.rowid);

const found = (search: string | undefined, before: number) => [
  lt(keyOf(search), asRowid(before)),
  search === undefined ? undefined : matches(mechanicsSearch, wordsOf(search)),
];

const ranked = prepared('mechanics_ranking', (db, p: Slots<{ limit: number }>) =>
  db
    .select({ mechanic: mechanicColumns, ticketCount: mechanics.ticketCount })
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(eq(mechanics.active, true))
    .orderBy(desc(mechanics.ticketCount), asc(mechanics.id))
    .limit(p.limit),
);

export const rankMechanics = (db: Queries, limit: number) => ranked(db, { limit });
