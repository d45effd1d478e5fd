import * as shared from '@mechanic-shop/shared';
import { type Members, type Model, model } from '../../../core/docs.ts';

/** Default descriptions of fields. */
export const commonMembers: Members = {
  limit: 'The number of items per page.',
  cursor: 'The `nextCursor` of the previous page, with the same filters.',
  direction: "Added by tRPC's infinite queries; lists go one way.",
  search: 'Words to search: each must be the prefix of a word in the row.',
  orderBy: '`newest` first, or by `name`; not together with `search`.',
  version: 'The last seen version; a stale one is rejected with `VERSION_MISMATCH`.',
  items: 'The items of this page.',
  nextCursor: 'Send it as `cursor` for the next page; null on the last.',
};

/** Types that several features share. */
export const commonModels: Readonly<Record<string, Model>> = {
  Deleted: model(shared.Deleted, 'The result of a deletion.', {
    id: 'The id of the deleted row.',
    message: 'For people: what was deleted.',
  }),
  OrderBy: model(shared.OrderBy, 'The order of a list.'),
};
