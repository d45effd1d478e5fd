import type { Mechanic, Page, StaffRecord } from '@mechanic-shop/shared';
import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { IdPosition, SearchPosition, keyset, searchPage, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { accounts } from '../accounts/table.ts';
import { mechanicsSearch } from './search.ts';

/** The public columns. */
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

function asStaff(row: StaffRow): StaffRecord {
  return {
    ...row,
    role: row.role === 'admin' ? 'admin' : 'mechanic',
    email: row.email ?? '',
    createdAt: instantText(row.createdAt),
  };
}

const activeById = prepared('mechanic_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select(mechanicColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(and(eq(mechanics.id, p.id), eq(mechanics.active, true))),
);

export async function getMechanic(db: Queries, id: number): Promise<Mechanic | undefined> {
  return (await activeById(db, { id }))[0];
}

const staffById = prepared('staff_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select(staffColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(eq(mechanics.id, p.id)),
);

export async function getStaff(db: Queries, id: number): Promise<StaffRecord | undefined> {
  const [row] = await staffById(db, { id });
  return row && asStaff(row);
}

interface ListOptions {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
}

const isIn = (active: boolean | undefined) => (active === undefined ? undefined : eq(mechanics.active, active));

interface Wanted {
  search?: string;
  before: number;
  limit: number;
}

// The full-text index returns hits newest first, so a common word costs no more than a rare one.
function found(db: Queries, { search = '', before, limit }: Wanted, active: boolean | undefined) {
  return db
    .select(staffColumns)
    .from(mechanicsSearch)
    .crossJoin(mechanics)
    .crossJoin(accounts)
    .where(
      and(
        matchesText(mechanicsSearch, search),
        lt(mechanicsSearch.rowid, asRowid(before)),
        eq(mechanics.id, mechanicsSearch.rowid),
        eq(accounts.id, mechanics.id),
        isIn(active),
      ),
    )
    .orderBy(desc(mechanicsSearch.rowid))
    .limit(limit);
}

function newest(db: Queries, { before, limit }: Wanted, active: boolean | undefined) {
  return db
    .select(staffColumns)
    .from(mechanics)
    .innerJoin(accounts, eq(accounts.id, mechanics.id))
    .where(and(lt(mechanics.id, before), isIn(active)))
    .orderBy(desc(mechanics.id))
    .limit(limit);
}

type FoundStaff = Awaited<ReturnType<typeof newest>>[number];

async function listBy(
  db: Queries,
  name: string,
  { limit, cursor, search, active }: ListOptions & { active: boolean | undefined },
): Promise<Page<FoundStaff>> {
  const filters = [search ?? null, active ?? null];
  if (search !== undefined) {
    const list = keyset(name, filters, SearchPosition);
    return searchPage(list, { search, limit, cursor }, (wanted) => Promise.resolve(found(db, wanted, active)));
  }
  const list = keyset(name, filters, IdPosition);
  return newestPage(list, { limit, cursor }, (wanted) => Promise.resolve(newest(db, wanted, active)));
}

/** Active mechanics, newest first. */
export async function listMechanics(db: Queries, asked: ListOptions): Promise<Page<Mechanic>> {
  const { items, nextCursor } = await listBy(db, 'mechanics.list', { ...asked, active: true });
  const asMechanic = ({ id, firstName, lastName, specialty }: FoundStaff): Mechanic => ({
    id,
    firstName,
    lastName,
    specialty,
  });
  return { items: items.map(asMechanic), nextCursor };
}

/** Staff records, newest first. */
export async function listStaff(
  db: Queries,
  asked: ListOptions & { active?: boolean | undefined },
): Promise<Page<StaffRecord>> {
  const { items, nextCursor } = await listBy(db, 'mechanics.records', { ...asked, active: asked.active });
  return { items: items.map(asStaff), nextCursor };
}

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
