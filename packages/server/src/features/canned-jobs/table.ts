import { count, id, index, instant, primaryKey, ref, table, text } from '../../platform/db/columns.ts';
import { parts } from '../inventory/table.ts';

/** Work that the shop does often. Labor and extras are JSON: they are read and written only as a whole. */
export const cannedJobs = table('canned_jobs', {
  id: id(),
  name: text().notNull(),
  description: text(),
  labor: text().notNull(),
  extras: text().notNull(),
  version: count().notNull().default(1),
  createdAt: instant().notNull(),
});

export const cannedJobParts = table(
  'canned_job_parts',
  {
    cannedJobId: ref()
      .notNull()
      .references(() => cannedJobs.id, { onDelete: 'cascade' }),
    /** In the order given. */
    position: count().notNull(),
    partId: ref()
      .notNull()
      .references(() => parts.id),
    /** Integer thousandths. */
    quantity: count().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cannedJobId, t.position] }), index('canned_job_parts_part').on(t.partId)],
);
