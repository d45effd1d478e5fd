import { count, id, index, instant, oneOf, ref, table, text } from '../../platform/db/columns.ts';
import { accounts } from '../accounts/table.ts';
import { ticketJobs } from './lines-table.ts';
import { tickets } from './table.ts';

export const inspections = table(
  'inspections',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    name: text().notNull(),
    status: oneOf('open', 'done').notNull().default('open'),
    /** Who finished it. */
    byId: ref().references(() => accounts.id, { onDelete: 'set null' }),
    doneAt: instant(),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [index('inspections_ticket').on(t.ticketId, t.id), index('inspections_by').on(t.byId)],
);

export const inspectionItems = table(
  'inspection_items',
  {
    id: id(),
    inspectionId: ref()
      .notNull()
      .references(() => inspections.id, { onDelete: 'cascade' }),
    group: text().notNull(),
    name: text().notNull(),
    result: oneOf('ok', 'soon', 'now', 'not_checked').notNull().default('not_checked'),
    note: text(),
    measure: text(),
    /** The job that was recommended for it. */
    jobId: ref().references(() => ticketJobs.id, { onDelete: 'set null' }),
  },
  (t) => [index('inspection_items_inspection').on(t.inspectionId, t.id), index('inspection_items_job').on(t.jobId)],
);
