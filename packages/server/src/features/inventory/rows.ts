import type { Page, Part, StockMovement } from '@mechanic-shop/shared';
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
    available: row.quantity - row.reserved,
    createdAt: instantText(createdAt),
    updatedAt: instantText(updatedAt),
  };
}

const byId = prepared('part_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(parts).where(eq(parts.id, p.id)),
);

export async function getPart(db: Queries, id: number): Promise<Part | undefined> {
  const [row] = await byId(db, { id });
  return row && asPart(row);
}

interface ListOptions {
  limit: number;
  cursor?: string | undefined;
  inStock?: boolean | undefined;
}

// Separate queries for all parts, those in stock and those that are not.
const stockConditions = {
  all: undefined,
  in_stock: gt(parts.quantity, parts.reserved),
  out_of_stock: eq(parts.quantity, parts.reserved),
};
type Stock = keyof typeof stockConditions;

function stockOf(inStock: boolean | undefined): Stock {
  return inStock === undefined ? 'all' : inStock ? 'in_stock' : 'out_of_stock';
}

function forEachStock<Q>(build: (stock: Stock, condition: SQL | undefined) => Q): Record<Stock, Q> {
  return {
    all: build('all', stockConditions.all),
    in_stock: build('in_stock', stockConditions.in_stock),
    out_of_stock: build('out_of_stock', stockConditions.out_of_stock),
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

export async function newestParts(db: Queries, { limit, cursor, inStock }: ListOptions): Promise<Page<Part>> {
  const list = keyset('parts.newest', inStock ?? null, IdPosition);
  const find = newest[stockOf(inStock)];
  return newestPage(list, { limit, cursor }, async (wanted) => (await find(db, wanted)).map(asPart));
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

export async function partsByName(db: Queries, { limit, cursor, inStock }: ListOptions): Promise<Page<Part>> {
  const list = keyset('parts.name', inStock ?? null, NamePosition);
  const [name, id] = list.after(cursor) ?? ['', 0];
  const rows = await byName[stockOf(inStock)](db, { name, id, limit: limit + 1 });
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
  const list = keyset('parts.search', [search, asked.inStock ?? null], SearchPosition);
  return searchPage(list, { ...asked, search }, async (wanted) =>
    (await found[stockOf(asked.inStock)](db, wanted)).map(({ part }) => asPart(part)),
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
  { partId, limit, cursor }: ListOptions & { partId: number },
): Promise<Page<StockMovement>> {
  const list = keyset('parts.movements', partId, IdPosition);
  return newestPage(list, { limit, cursor }, async (wanted) =>
    (await movements(db, { partId, ...wanted })).map((row) => ({ ...row, at: instantText(row.at) })),
  );
}
