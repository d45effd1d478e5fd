import type { Page, Supplier } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, lt, sql } from 'drizzle-orm';
import { invalidInput, notFound } from '../../core/errors.ts';
import { IdPosition, SearchPosition, keyset, newestPage, searchPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { type Slots, prepared, slotsFor } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { suppliersSearch } from './search.ts';
import { suppliers } from './table.ts';

function asSupplier(row: typeof suppliers.$inferSelect): Supplier {
  return { ...row, createdAt: instantText(row.createdAt) };
}

const newMembers = [
  'name',
  'email',
  'phone',
  'address',
  'note',
  'externalId',
  'createdAt',
] as const satisfies readonly (keyof typeof suppliers.$inferSelect)[];
type NewSupplier = Pick<typeof suppliers.$inferSelect, (typeof newMembers)[number]>;

const insert = prepared('insert_supplier', (db, p: Slots<NewSupplier>) =>
  db.insert(suppliers).values(slotsFor(p, newMembers)).returning(),
);

export const insertSupplier = async (tx: Queries, supplier: NewSupplier): Promise<Supplier> =>
  asSupplier(insertedRow(await insert(tx, supplier)));

const byId = prepared('supplier_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(suppliers).where(eq(suppliers.id, p.id)),
);

export async function assertSupplier(db: Queries, id: number): Promise<Supplier> {
  const [row] = await byId(db, { id });
  if (!row) throw notFound('supplier');
  return asSupplier(row);
}

const idByExternalId = prepared('supplier_by_external_id', (db, p: Slots<{ externalId: string }>) =>
  db.select({ id: suppliers.id }).from(suppliers).where(eq(suppliers.externalId, p.externalId)),
);

/** The id of the supplier with this id in another system. */
export async function supplierByExternalId(db: Queries, externalId: string): Promise<number | undefined> {
  const [row] = await idByExternalId(db, { externalId });
  return row?.id;
}

/** Rejects a supplier that is unknown or retired, which new rows cannot name. */
export async function assertInUse(db: Queries, supplierId: number): Promise<void> {
  const { active } = await assertSupplier(db, supplierId);
  if (!active) throw invalidInput(['supplierId'], 'This supplier is retired: use another one.');
}

interface Wanted {
  search?: string | undefined;
  active: boolean;
  limit: number;
  cursor?: string | undefined;
}

type Used = 'in_use' | 'retired';
const usedOf = (active: boolean): Used => (active ? 'in_use' : 'retired');

/** A query for the suppliers in use and one for the retired ones. */
function forEach<Q>(build: (name: Used, condition: SQL) => Q): Record<Used, Q> {
  return {
    in_use: build('in_use', sql`${suppliers.active}`),
    retired: build('retired', sql`not ${suppliers.active}`),
  };
}

const newest = forEach((used, condition) =>
  prepared(`suppliers_newest_${used}`, (db, p: Slots<{ before: number; limit: number }>) =>
    db
      .select()
      .from(suppliers)
      .where(and(lt(suppliers.id, p.before), condition))
      .orderBy(desc(suppliers.id))
      .limit(p.limit),
  ),
);

const found = forEach((used, condition) =>
  prepared(`suppliers_found_${used}`, (db, p: Slots<{ search: string; before: number; limit: number }>) =>
    db
      .select({ supplier: suppliers })
      .from(suppliersSearch)
      .crossJoin(suppliers)
      .where(
        and(
          matchesText(suppliersSearch, p.search),
          lt(suppliersSearch.rowid, asRowid(p.before)),
          eq(suppliers.id, suppliersSearch.rowid),
          condition,
        ),
      )
      .orderBy(desc(suppliersSearch.rowid))
      .limit(p.limit),
  ),
);

/** Suppliers, newest first. */
export async function listSuppliers(db: Queries, { search, active, limit, cursor }: Wanted): Promise<Page<Supplier>> {
  const used = usedOf(active);
  if (search === undefined) {
    const list = keyset('suppliers.list', active, IdPosition);
    return newestPage(list, { limit, cursor }, async (wanted) => (await newest[used](db, wanted)).map(asSupplier));
  }
  const list = keyset('suppliers.search', [search, active], SearchPosition);
  return searchPage(list, { search, limit, cursor }, async (wanted) =>
    (await found[used](db, wanted)).map(({ supplier }) => asSupplier(supplier)),
  );
}
