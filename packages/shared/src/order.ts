import * as z from 'zod';

/**
 * The order of a list: `newest` first, or by `name`, ignoring case and accents (people: last name, first name, id).
 * `name` cannot be combined with `search`.
 */
export const OrderBy = z.enum(['name', 'newest']);
export type OrderBy = z.infer<typeof OrderBy>;

/**
 * Rejects `orderBy: 'name'` with `search`: search results come newest first.
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
