import * as z from 'zod';

/** `name` sorts without case and accents, people by last name, first name and id; not together with `search`. */
export const OrderBy = z.enum(['name', 'newest']);
export type OrderBy = z.infer<typeof OrderBy>;

/**
 * Search results come newest first: asking for them by name is an input error.
 * @internal
 */
export function searchOrOrder(input: { search?: string | undefined; orderBy: OrderBy }): boolean {
  return input.search === undefined || input.orderBy !== 'name';
}
/** @internal */
export const SEARCH_OR_ORDER = {
  path: ['orderBy'],
  message: "Search results come newest first: leave orderBy out, or use 'newest'.",
};
