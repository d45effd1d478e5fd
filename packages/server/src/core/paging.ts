import { hash } from 'node:crypto';
import type { Page } from '@mechanic-shop/shared';
import { z } from 'zod';
import { searchTexts } from '../platform/db/search.ts';
import { parseJson } from '../platform/parse-json.ts';
import { invalidInput } from './errors.ts';

/** The end of a page in a list ordered by id. */
export const IdPosition = z.tuple([z.int().min(1)]);
/** The end of a page in a list ordered by name and id. */
export const NamePosition = z.tuple([z.string().regex(/^[^\p{Cs}\0]*$/u), z.int().min(1)]);

/** The end of a page in a list ordered by an instant and id; in years that both engines store. */
export const InstantPosition = z.tuple([z.iso.datetime({ precision: 3 }).refine((at) => at >= '1900'), z.int().min(1)]);

/** The end of a page of a search: among exact matches, or among the others. */
export const SearchPosition = z.tuple([z.union([z.literal(0), z.literal(1)]), z.int().min(1)]);

// Not a secret: it ties the cursor to its list and filters, and detects damage.
function seal(list: string, filters: unknown, position: unknown): string {
  return hash('sha256', JSON.stringify([list, filters, position]), 'base64url').slice(0, 12);
}

function refused() {
  return invalidInput(
    ['cursor'],
    'Use the nextCursor of this list with the same filters, or start over without a cursor.',
  );
}

/** Keyset pagination of a list: `list` and `filters` identify it, `position` is the schema of a page's end. */
export function keyset<P extends readonly (string | number)[]>(list: string, filters: unknown, schema: z.ZodType<P>) {
  return {
    /** The position of a cursor; undefined without one. Rejects foreign and damaged cursors. */
    after: (cursor: string | undefined): P | undefined => {
      if (cursor === undefined) return undefined;
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.toString('base64url') !== cursor) throw refused();
      const value = parseJson(bytes.toString());
      if (!Array.isArray(value) || value.length !== 2) throw refused();
      const [sealed, given] = value as unknown[];
      const position = schema.safeParse(given);
      if (!position.success || sealed !== seal(list, filters, position.data)) throw refused();
      return position.data;
    },
    /** Builds a page from at most `limit + 1` rows. */
    page: <Row>(rows: Row[], limit: number, positionOf: (row: Row) => P): Page<Row> => {
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
      const position = positionOf(last);
      const text = JSON.stringify([seal(list, filters, position), position]);
      return { items, nextCursor: Buffer.from(text).toString('base64url') };
    },
  };
}

/** A page of a list, newest first. */
export async function newestPage<Row extends { id: number }>(
  list: ReturnType<typeof keyset<[number]>>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  find: (wanted: { before: number; limit: number }) => Promise<Row[]>,
): Promise<Page<Row>> {
  const [before] = list.after(cursor) ?? [Number.MAX_SAFE_INTEGER];
  return list.page(await find({ before, limit: limit + 1 }), limit, ({ id }) => [id]);
}

type SearchList = ReturnType<typeof keyset<[0 | 1, number]>>;

interface Wanted {
  search: string;
  before: number;
  limit: number;
}

/**
 * A page of a search: first the rows whose code equals the search, such as a part number, then the others; each newest
 * first. `find` runs one of the two searches.
 */
export async function searchPage<Row extends { id: number }>(
  list: SearchList,
  { search, limit, cursor }: { search: string; limit: number; cursor?: string | undefined },
  find: (wanted: Wanted) => Promise<Row[]>,
): Promise<Page<Row>> {
  const [phase, before] = list.after(cursor) ?? [0, Number.MAX_SAFE_INTEGER];
  const texts = searchTexts(search);
  if (!texts) return { items: [], nextCursor: null };
  const exact = phase === 0 ? await find({ search: texts.exact, before, limit: limit + 1 }) : [];
  const missing = limit + 1 - exact.length;
  const from = phase === 0 ? Number.MAX_SAFE_INTEGER : before;
  const others = missing > 0 ? await find({ search: texts.others, before: from, limit: missing }) : [];
  const rows = [...exact.map((row) => [0, row] as const), ...others.map((row) => [1, row] as const)];
  const page = list.page(rows, limit, ([part, row]) => [part, row.id]);
  return { items: page.items.map(([, row]) => row), nextCursor: page.nextCursor };
}
