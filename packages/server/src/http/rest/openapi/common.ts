import * as shared from '@mechanic-shop/shared';
import { type Members, type Model, model } from '../../../core/docs.ts';

/** What members mean in every feature that does not say otherwise. */
export const commonMembers: Members = {
  limit: 'How many items a page has.',
  cursor: 'The `nextCursor` of the page before, with the same filters.',
  direction: "Added by tRPC's infinite queries; lists go one way.",
  search: 'Words to look for: each must begin a word of the row.',
  orderBy: '`newest` first, or by `name`; not together with `search`.',
  version: 'The version as last seen; a stale one is refused as `VERSION_MISMATCH`.',
  items: 'The items of this page.',
  nextCursor: 'Send it as `cursor` for the next page; null on the last.',
};

/** Types that several features share. */
export const commonModels: Readonly<Record<string, Model>> = {
  Deleted: model(shared.Deleted, 'What a deletion answers.', {
    id: 'The id of what is gone.',
    message: 'For people: what is gone.',
  }),
  OrderBy: model(shared.OrderBy, 'How a list is sorted.'),
};
