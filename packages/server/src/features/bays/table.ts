import { count, flag, id, table, text } from '../../platform/db/columns.ts';

/** Places in the shop where one vehicle is worked on at a time. */
export const bays = table('bays', {
  id: id(),
  name: text().notNull(),
  active: flag().notNull().default(true),
  version: count().notNull().default(1),
});
