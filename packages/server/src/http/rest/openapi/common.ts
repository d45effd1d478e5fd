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
  rows: '1 to 200 rows, each with the members of `create`.',
  onMatch:
    'What to do with a row that matches a stored one: `refuse` it (default), `update` the stored one, or `skip`.',
  partial: '`false` (default): one rejected row rejects all. `true`: the other rows are imported.',
  nextCursor: 'Send it as `cursor` for the next page; null on the last.',
};

/** Types that several features share. */
export const commonModels: Readonly<Record<string, Model>> = {
  Deleted: model(shared.Deleted, 'The result of a deletion.', {
    id: 'The id of the deleted row.',
    message: 'For people: what was deleted.',
  }),
  ImportResult: model(shared.ImportResult, 'What an import has done.', {
    created: 'How many rows were created.',
    updated: 'How many matches were updated, including those without a difference.',
    skipped: 'How many matches were skipped.',
    refused: 'How many rows were refused.',
    rows: 'What became of each row.',
    row: 'The index of the row in the input.',
    id: 'The id of the created or matching row; null if the row was refused.',
    action: 'What became of the row.',
    issues: 'Why the row was refused.',
    path: 'The member at fault.',
    message: 'What to send instead.',
  }),
  OrderBy: model(shared.OrderBy, 'The order of a list.'),
};
