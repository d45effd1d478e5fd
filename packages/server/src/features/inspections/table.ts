import { count, id, instant, table, text } from '../../platform/db/columns.ts';

/** Items are JSON: they are read and written only as a whole. */
export const inspectionTemplates = table('inspection_templates', {
  id: id(),
  name: text().notNull(),
  items: text().notNull(),
  version: count().notNull().default(1),
  createdAt: instant().notNull(),
});
