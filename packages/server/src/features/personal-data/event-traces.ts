import { type SQL, and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Changes } from '../../core/events/entity.ts';
import { events } from '../../core/events/table.ts';
import { appointments } from '../appointments/table.ts';
import { tickets } from '../tickets/table.ts';
import { vehicles } from '../vehicles/table.ts';
import { scrubbed } from './scrub.ts';
import type { Traces } from './traces.ts';

/** What events say of a customer. Those of invoices stay: they say what the invoice still prints. */
export const eventTraces: Traces<{ id: number; entity: string; changes: string | null }> = {
  table: events,
  atOnce: 10,
  rows: (tx, { range, customerId, limit }) =>
    tx
      .select({ id: events.id, entity: events.entity, changes: events.changes })
      .from(events)
      .where(and(range, isNotNull(events.changes), sql`${events.entity} <> 'invoice'`, isAbout(customerId)))
      .orderBy(asc(events.id))
      .limit(limit),
  erase: async (_, tx, rows, customerId) => {
    for (const { id, entity, changes } of rows) {
      const rest = JSON.stringify(scrubbed(entity, JSON.parse(changes ?? '{}') as Changes, customerId));
      if (rest !== changes) await tx.update(events).set({ changes: rest }).where(eq(events.id, id));
    }
  },
};

const other = alias(events, 'other');

/** Of the customer, of a row of theirs, or of a row that was theirs when it was deleted. */
function isAbout(customerId: number): SQL {
  return sql`(${isPerson(customerId)} or ${isOfVehicle(customerId)} or ${isOfAppointment(customerId)}
    or ${isOfTicket(customerId)})`;
}

/** Also of customers who were merged into them. */
function isPerson(customerId: number): SQL {
  const merged = sql`${other.entity} = 'customer' and ${other.entityId} = ${events.entityId}
    and ${other.kind} = 'customer.merged' and ${other.changes} like ${`%"after":${customerId}}%`}`;
  return sql`(${events.entity} in ('customer', 'account') and ${events.entityId} = ${customerId}
    or ${events.entity} = 'customer' and exists (select 1 from ${events} other where ${merged}))`;
}

function isOfVehicle(customerId: number): SQL {
  const isIt = sql`${vehicles.id} = ${events.entityId}`;
  return sql`(${events.entity} = 'vehicle' and (
    exists (select 1 from ${vehicles} where ${isIt} and ${vehicles.customerId} = ${customerId})
    or ${events.customerId} = ${customerId} and not exists (select 1 from ${vehicles} where ${isIt})))`;
}

function isOfAppointment(customerId: number): SQL {
  const isIt = sql`${appointments.id} = ${events.entityId}`;
  return sql`(${events.entity} = 'appointment' and (
    exists (select 1 from ${appointments} where ${isIt} and ${appointments.customerId} = ${customerId})
    or ${events.customerId} = ${customerId} and not exists (select 1 from ${appointments} where ${isIt})))`;
}

function isOfTicket(customerId: number): SQL {
  const isIt = sql`${tickets.id} = ${events.ticketId}`;
  const wasTheirs = sql`${other.entity} = 'ticket' and ${other.entityId} = ${events.ticketId}
    and ${other.customerId} = ${customerId}`;
  return sql`(${events.ticketId} is not null and (
    exists (select 1 from ${tickets} where ${isIt} and ${tickets.customerId} = ${customerId})
    or not exists (select 1 from ${tickets} where ${isIt})
      and exists (select 1 from ${events} other where ${wasTheirs})))`;
}
