import { type Page, type Part, type StockMovement, fromThousandths } from '@mechanic-shop/shared';
import { type SQL, and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { IdPosition, NamePosition, SearchPosition, keyset, searchPage, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { asRowid, matchesText } from '../../platform/db/search.ts';
import { instantText } from '../../platform/instants.ts';
import { partsSearch } from './search.ts';
import { parts, stockMovements } from './table.ts';

export type PartRow = typeof parts.$inferSelect;

export function asPart({ nameKey: _, createdAt, updatedAt, ...row }: PartRow): Part {
  return {
    ...row,
    quantity: fromThousandths(row.quantity),
    reserved: fromThousandths(row.reserved),
    available: fromThousandths(row.quantity - row.reserved),
    createdAt: instantText(createdAt),
    updatedAt: instantText(updatedAt),
  };
}

const byId = prepared('part_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(parts).where(eq(parts.id, p.id)),
);

/** A part as it is stored, with quantities in thousandths. */
export async function getPartRow(db: Queries, id: number): Promise<PartRow | undefined> {
  const [row] = await byId(db, { id });
  return row;
}

export async function getPart(db: Queries, id: number): Promise<Part | undefined> {
  const row = await getPartRow(db, id);
  return row && asPart(row);
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

// Compared as a pair, which the index finds directly; an `or` would read all earlier names.
const byName = forEachStock((stock, condition) =>
  prepared(`parts_by_name_${stock}`, (db, p: Slots<{ name: string; id: number; limit: number }>) =>
    db
      .select()
      .from(parts)
      .where(and(sql`(${parts.nameKey}, ${parts.id}) > (${p.name}, ${p.id})`, condition))
      .orderBy(asc(parts.nameKey), asc(parts.id))
      .limit(p.limit),
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
