import { type Page, type Part, type PartRecord, type StockMovement, fromThousandths } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { IdPosition, NamePosition, SearchPosition, keyset, searchPage, newestPage } from '../../core/paging.ts';
import { afterName } from '../../platform/db/after-name.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared, slotsFor } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { partsSearch } from './search.ts';
import { parts, stockMovements } from './table.ts';

export type PartRow = typeof parts.$inferSelect;

/** A part as everybody sees it. Its members are named one by one: the row has others, which only staff may see. */
export function asPart(row: PartRow): Part {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    priceCents: row.priceCents,
    unit: row.unit,
    decimals: row.decimals,
    quantity: fromThousandths(row.quantity),
    reserved: fromThousandths(row.reserved),
    available: fromThousandths(row.quantity - row.reserved),
    active: row.active,
    version: row.version,
    createdAt: instantText(row.createdAt),
    updatedAt: instantText(row.updatedAt),
  };
}

/** What staff see of a part and the part itself keeps: its events show it. */
export type TrackedPart = Omit<PartRecord, 'onOrder' | 'missing'>;

const fromSome = (thousandths: number | null): number | null => thousandths && fromThousandths(thousandths);

export function asTracked(row: PartRow): TrackedPart {
  return {
    ...asPart(row),
    costCents: row.costCents,
    minQuantity: fromSome(row.minQuantity),
    maxQuantity: fromSome(row.maxQuantity),
    supplierId: row.supplierId,
    location: row.location,
  };
}

const ownMembers = [
  'name',
  'nameKey',
  'priceCents',
  'unit',
  'decimals',
  'quantity',
  'sku',
  'costCents',
  'minQuantity',
  'maxQuantity',
  'supplierId',
  'location',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof PartRow)[];
type NewPart = Pick<PartRow, (typeof ownMembers)[number]>;

const insert = prepared('insert_part', (db, p: Slots<NewPart>) =>
  db.insert(parts).values(slotsFor(p, ownMembers)).returning(),
);

export const insertPart = async (tx: Queries, part: NewPart): Promise<PartRow> => insertedRow(await insert(tx, part));

const byId = prepared('part_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(parts).where(eq(parts.id, p.id)),
);

/** A part as it is stored, with quantities in thousandths. */
export async function getPartRow(db: Queries, id: number): Promise<PartRow | undefined> {
  const [row] = await byId(db, { id });
  return row;
}

const costs = prepared('part_costs', (db, p: Slots<{ ids: string }>) =>
  db.select({ id: parts.id, costCents: parts.costCents }).from(parts).where(inIds(parts.id, p.ids)),
);

/** What parts cost the shop now, by id. */
export async function costsOf(db: Queries, ids: ReadonlySet<number>): Promise<Map<number, number | null>> {
  if (ids.size === 0) return new Map();
  return new Map((await costs(db, { ids: idList([...ids]) })).map(({ id, costCents }) => [id, costCents]));
}

const idBySku = prepared('part_by_sku', (db, p: Slots<{ sku: string }>) =>
  db.select({ id: parts.id }).from(parts).where(eq(parts.sku, p.sku)),
);

/** The id of the part with this SKU. */
export async function partBySku(db: Queries, sku: string): Promise<number | undefined> {
  const [row] = await idBySku(db, { sku });
  return row?.id;
}

interface ListOptions {
  limit: number;
  cursor?: string | undefined;
  inStock?: boolean | undefined;
  active: boolean;
}

// Each list is a query of its own for all parts, those in stock and those that are not, in use and retired.
const stockConditions = {
  all: undefined,
  in_stock: gt(parts.quantity, parts.reserved),
  out_of_stock: eq(parts.quantity, parts.reserved),
};
type InStock = keyof typeof stockConditions;
type Stock = InStock | `retired_${InStock}`;

function stockOf({ inStock, active }: Pick<ListOptions, 'inStock' | 'active'>): Stock {
  const stock = inStock === undefined ? 'all' : inStock ? 'in_stock' : 'out_of_stock';
  return active ? stock : `retired_${stock}`;
}

function forEachStock<Q>(build: (stock: Stock, condition: SQL | undefined) => Q): Record<Stock, Q> {
  const inUse = (stock: InStock) => build(stock, and(sql`${parts.active}`, stockConditions[stock]));
  const retired = (stock: InStock) => build(`retired_${stock}`, and(sql`not ${parts.active}`, stockConditions[stock]));
  return {
    all: inUse('all'),
    in_stock: inUse('in_stock'),
    out_of_stock: inUse('out_of_stock'),
    retired_all: retired('all'),
    retired_in_stock: retired('in_stock'),
    retired_out_of_stock: retired('out_of_stock'),
  };
}

const newest = forEachStock((stock, condition) =>
  prepared(`parts_newest_${stock}`, (db, p: Slots<{ before: number; limit: number }>) =>
    db
      .select()
      .from(parts)
      .where(and(lt(parts.id, p.before), condition))
      .orderBy(desc(parts.id))
      .limit(p.limit),
  ),
);

export async function newestParts(db: Queries, asked: ListOptions): Promise<Page<Part>> {
  const find = newest[stockOf(asked)];
  const list = keyset('parts.newest', stockOf(asked), IdPosition);
  return newestPage(list, asked, async (wanted) => (await find(db, wanted)).map(asPart));
}

const byName = forEachStock((stock, condition) =>
  prepared(`parts_by_name_${stock}`, (db, p: Slots<{ name: string; id: number; limit: number }>) =>
    afterName((isLater) => db.select().from(parts).where(and(isLater, condition)).$dynamic(), parts, p),
  ),
);

export async function partsByName(db: Queries, asked: ListOptions): Promise<Page<Part>> {
  const { limit, cursor } = asked;
  const list = keyset('parts.name', stockOf(asked), NamePosition);
  const [name, id] = list.after(cursor) ?? ['', 0];
  const rows = await byName[stockOf(asked)](db, { name, id, limit: limit + 1 });
  const { items, nextCursor } = list.page(rows, limit, (row) => [row.nameKey, row.id]);
  return { items: items.map(asPart), nextCursor };
}

const found = forEachStock((stock, condition) =>
  prepared(`parts_found_${stock}`, (db, p: Slots<{ search: string; before: number; limit: number }>) =>
    db
      .select({ part: parts })
      .from(partsSearch)
      .crossJoin(parts)
      .where(
        and(
          matchesText(partsSearch, p.search),
          lt(partsSearch.rowid, asRowid(p.before)),
          eq(parts.id, partsSearch.rowid),
          condition,
        ),
      )
      .orderBy(desc(partsSearch.rowid))
      .limit(p.limit),
  ),
);

export function searchParts(db: Queries, search: string, asked: ListOptions): Promise<Page<Part>> {
  const list = keyset('parts.search', [search, stockOf(asked)], SearchPosition);
  return searchPage(list, { ...asked, search }, async (wanted) =>
    (await found[stockOf(asked)](db, wanted)).map(({ part }) => asPart(part)),
  );
}

const movements = prepared('movements', (db, p: Slots<{ partId: number; before: number; limit: number }>) =>
  db
    .select()
    .from(stockMovements)
    .where(and(eq(stockMovements.partId, p.partId), lt(stockMovements.id, p.before)))
    .orderBy(desc(stockMovements.id))
    .limit(p.limit),
);

/** The ledger of a part, newest first. */
export async function listMovements(
  db: Queries,
  { partId, limit, cursor }: Pick<ListOptions, 'limit' | 'cursor'> & { partId: number },
): Promise<Page<StockMovement>> {
  const list = keyset('parts.movements', partId, IdPosition);
  return newestPage(list, { limit, cursor }, async (wanted) =>
    (await movements(db, { partId, ...wanted })).map((row) => ({
      ...row,
      delta: fromThousandths(row.delta),
      quantityAfter: fromThousandths(row.quantityAfter),
      reservedAfter: fromThousandths(row.reservedAfter),
      at: instantText(row.at),
    })),
  );
}
