import { sql } from 'drizzle-orm';
import { check, count, id, index, instant, oneOf, ref, table, text } from '../../platform/db/columns.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { bays } from '../bays/table.ts';
import { customers } from '../customers/table.ts';
import { tickets } from '../tickets/table.ts';
import { vehicles } from '../vehicles/table.ts';

/** Times at which customers come. No bay and no mechanic has two live ones at once: every writer checks. */
export const appointments = table(
  'appointments',
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    vehicleId: ref().references(() => vehicles.id, { onDelete: 'set null' }),
    /** The ticket that was opened from it. */
    ticketId: ref().references(() => tickets.id, { onDelete: 'set null' }),
    startsAt: instant().notNull(),
    /** Exclusive. */
    endsAt: instant().notNull(),
    bayId: ref().references(() => bays.id),
    mechanicId: ref().references(() => mechanics.id),
    subject: text().notNull(),
    status: oneOf('requested', 'confirmed', 'arrived', 'done', 'no_show', 'cancelled').notNull(),
    note: text(),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    index('appointments_start').on(t.startsAt, t.id),
    index('appointments_bay').on(t.bayId, t.startsAt, t.id),
    index('appointments_mechanic').on(t.mechanicId, t.startsAt, t.id),
    index('appointments_customer').on(t.customerId, t.startsAt, t.id),
    index('appointments_status').on(t.status, t.startsAt, t.id),
    index('appointments_vehicle').on(t.vehicleId),
    index('appointments_ticket').on(t.ticketId),
    check('appointments_end_after_start', sql`${t.startsAt} < ${t.endsAt}`),
  ],
);
