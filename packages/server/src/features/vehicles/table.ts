import { sql } from 'drizzle-orm';
import { count, flag, id, index, instant, oneOf, ref, table, text, uniqueIndex } from '../../platform/db/columns.ts';
import { customers } from '../customers/table.ts';

export const vehicles = table(
  'vehicles',
  {
    id: id(),
    customerId: ref()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    vin: text(),
    make: text().notNull(),
    model: text().notNull(),
    year: count().notNull(),
    licensePlate: text(),
    /** The highest of the readings. */
    mileage: count(),
    mileageUnit: oneOf('km', 'mi').notNull().default('km'),
    note: text(),
    /** The id in another system. */
    externalId: text(),
    active: flag().notNull().default(true),
    version: count().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    index('vehicles_customer').on(t.customerId, t.id),
    index('vehicles_inactive')
      .on(t.id)
      .where(sql`not ${t.active}`),
    uniqueIndex('vehicles_external_id').on(t.externalId),
    uniqueIndex('vehicles_customer_vin').on(t.customerId, t.vin),
  ],
);

/** The readings of a vehicle's odometer. */
export const vehicleMileage = table(
  'vehicle_mileage',
  {
    id: id(),
    vehicleId: ref()
      .notNull()
      .references(() => vehicles.id, { onDelete: 'cascade' }),
    mileage: count().notNull(),
    at: instant().notNull(),
    // A plain number: the reading outlives the ticket that it was taken for.
    ticketId: ref(),
  },
  (t) => [index('vehicle_mileage_vehicle').on(t.vehicleId, t.id), index('vehicle_mileage_ticket').on(t.ticketId)],
);
