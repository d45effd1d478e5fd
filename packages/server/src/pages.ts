import { hash } from 'node:crypto';
import type { Page } from '@mechanic-shop/shared';
import { z } from 'zod';
import { invalidInput } from './errors.ts';

/** Where a page ended, in a list that is ordered by id. */
export const IdPosition = z.tuple([z.int().min(1)]);
/** Where a page ended, in a list that is ordered by name and id. */
export const NamePosition = z.tuple([z.string().regex(/^[^\p{Cs}\0]*$/u), z.int().min(1)]);

// Not a secret: it ties the cursor to its list and filters and notices damage.
const seal = (list: string, filters: unknown, position: unknown): string =>
  hash('sha256', JSON.stringify([list, filters, position]), 'base64url').slice(0, 12);

const refused = () =>
  invalidInput(['cursor'], 'Use the nextCursor of this list with the same filters, or start again without one.');

/** A keyset list: `list` and `filters` name it, `position` says where a page ended. */
export const keyset = <P extends readonly (string | number)[]>(
  list: string,
  filters: unknown,
  schema: z.ZodType<P>,
) => ({
  /** The position that a cursor stands for; none without a cursor. Refuses foreign and damaged ones. */
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
  /** A page out of at most `limit + 1` rows. */
  page: <Row>(rows: Row[], limit: number, positionOf: (row: Row) => P): Page<Row> => {
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
    const position = positionOf(last);
    const text = JSON.stringify([seal(list, filters, position), position]);
    return { items, nextCursor: Buffer.from(text).toString('base64url') };
  },
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
