import * as z from 'zod';
import { Line } from './text.ts';

/**
 * The words to look for: 1 to 100 characters; each must begin a word of the row.
 * @internal
 */
export const Search = Line(1, 100);

const Limit = z.int().min(1).max(100).default(20);
const Cursor = z.string().min(1).max(1000);
/**
 * The members of every paged list: `limit` (1..100, default 20) and the `cursor` of the page before.
 * @internal
 */
export const pageInput = {
  limit: Limit,
  cursor: Cursor.optional(),
  /** What tRPC's infinite queries add. Lists go one way. */
  direction: z.literal('forward').optional(),
};

/** What every paged list takes. */
export interface PageInput {
  /** 1 to 100; 20 by default. */
  limit?: number | undefined;
  /** The `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** tRPC's infinite queries add it; lists go one way. */
  direction?: 'forward' | undefined;
}

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
/** @internal */
export function pageOf<T>(item: z.ZodType<T>): z.ZodType<Page<T>> {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
