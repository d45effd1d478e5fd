import type { Page, Part, StockMovement } from '@mechanic-shop/shared';
import { type SQL, and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Queries } from '../db/database.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { asRowid, matches, partsSearch } from '../db/search.ts';
import { wordsOf } from '../db/words.ts';
import { instantText } from '../instants.ts';
import { IdPosition, NamePosition, keyset } from '../pages.ts';
import { parts, stockMovements } from './table.ts';

export type PartRow = typeof parts.$inferSelect;

export const asPart = ({ nameKey: _, createdAt, updatedAt, ...row }: PartRow): Part => ({
  ...row,
  available: row.quantity - row.reserved,
  createdAt: instantText(createdAt),
  updatedAt: instantText(updatedAt),
});

const byId = prepared('part_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(parts).where(eq(parts.id, p.id)),
);

export const getPart = async (db: Queries, id: number): Promise<Part | undefined> => {
  const [row] = await byId(db, { id });
  return row && asPart(row);
};

interface Asked {
  limit: number;
  cursor?: string | undefined;
  inStock?: boolean | undefined;
}

const stockIs = (inStock: boolean | undefined): SQL | undefined => {
  if (inStock === undefined) return undefined;
  return inStock ? gt(parts.quantity, parts.reserved) : eq(parts.quantity, parts.reserved);
};

export const newestParts = async (db: Queries, { limit, cursor, inStock }: Asked): Promise<Page<Part>> => {
  const list = keyset('parts.newest', inStock ?? null, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const rows = await db
    .select()
    .from(parts)
    .where(and(lt(parts.id, before), stockIs(inStock)))
    .orderBy(desc(parts.id))
    .limit(limit + 1);
  return list.page(rows.map(asPart), limit, ({ id }) => [id]);
};

export const partsByName = async (db: Queries, { limit, cursor, inStock }: Asked): Promise<Page<Part>> => {
  const list = keyset('parts.name', inStock ?? null, NamePosition);
  const [name, id] = list.after(cursor) ?? ['', 0];
  // Compared as a pair, which the index finds at once; an `or` of both would read all names before.
  const after = sql`(${parts.nameKey}, ${parts.id}) > (${name}, ${id})`;
  const rows = await db
    .select()
    .from(parts)
    .where(and(after, stockIs(inStock)))
    .orderBy(asc(parts.nameKey), asc(parts.id))
    .limit(limit + 1);
  const { items, nextCursor } = list.page(rows, limit, (row) => [row.nameKey, row.id]);
  return { items: items.map(asPart), nextCursor };
};

export const searchParts = async (
  db: Queries,
  search: string,
  { limit, cursor, inStock }: Asked,
): Promise<Page<Part>> => {
  const list = keyset('parts.search', [search, inStock ?? null], IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const rows = await db
    .select({ part: parts })
    .from(partsSearch)
    .innerJoin(parts, eq(parts.id, partsSearch.rowid))
    .where(and(matches(partsSearch, wordsOf(search)), lt(partsSearch.rowid, asRowid(before)), stockIs(inStock)))
    .orderBy(desc(partsSearch.rowid))
    .limit(limit + 1);
  return list.page(
    rows.map(({ part }) => asPart(part)),
    limit,
    ({ id }) => [id],
  );
};

const movements = prepared('movements', (db, p: Slots<{ partId: number; before: number; limit: number }>) =>
  db
    .select()
    .from(stockMovements)
    .where(and(eq(stockMovements.partId, p.partId), lt(stockMovements.id, p.before)))
    .orderBy(desc(stockMovements.id))
    .limit(p.limit),
);

/** A part's ledger, newest first. */
export const listMovements = async (
  db: Queries,
  { partId, limit, cursor }: Asked & { partId: number },
): Promise<Page<StockMovement>> => {
  const list = keyset('parts.movements', partId, IdPosition);
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  const rows = await movements(db, { partId, before, limit: limit + 1 });
  const items = rows.map((row) => ({ ...row, at: instantText(row.at) }));
  return list.page(items, limit, ({ id }) => [id]);
};
