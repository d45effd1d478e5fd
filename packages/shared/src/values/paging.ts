import * as z from 'zod';
import { Line } from './text.ts';

/**
 * Search words, 1 to 100 characters. A row matches if every search word is the beginning of a word in the row.
 * @internal
 */
export const Search = Line(1, 100);

const Limit = z.int().min(1).max(100).default(20);
const Cursor = z.string().min(1).max(1000);
/**
 * The members of every paged list: `limit` (1 to 100, default 20) and the previous page's `nextCursor` as `cursor`.
 * @internal
 */
export const pageInput = {
  limit: Limit,
  cursor: Cursor.optional(),
  /** tRPC's infinite queries send it. It has no effect: lists have one direction. */
  direction: z.literal('forward').optional(),
};

/** The input of every paged list. */
export interface PageInput {
  /** 1 to 100, default 20. */
  limit?: number | undefined;
  /** The `nextCursor` of the previous page, with the same filters and order. */
  cursor?: string | undefined;
  /** tRPC's infinite queries send it. It has no effect: lists have one direction. */
  direction?: 'forward' | undefined;
}

/** One page of a list. `nextCursor` is null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
/** @internal */
export function pageOf<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
