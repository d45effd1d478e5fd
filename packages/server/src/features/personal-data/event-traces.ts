import { type SQL, and, asc, eq, inArray, isNotNull, like, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Changes } from '../../core/events/entity.ts';
import { events } from '../../core/events/table.ts';
import { appointments } from '../appointments/table.ts';
import { messages } from '../messages/table.ts';
import { tickets } from '../tickets/table.ts';
import { vehicles } from '../vehicles/table.ts';
import { scrubbed } from './scrub.ts';
import type { Traces } from './traces.ts';

type Ids = readonly number[];

interface EventRow {
  id: number;
  entity: string;
  changes: string | null;
  /** Whether the row that it is about was the customer's, or is. */
  isOwn: boolean;
}

/** What events say of a customer. */
export const eventTraces: Traces<EventRow> = {
  table: events,
  atOnce: 10,
  rows: (tx, { range, ids, limit }) =>
    tx
      .select({
        id: events.id,
        entity: events.entity,
        changes: events.changes,
        isOwn: sql<boolean>`coalesce(${isOwn(ids)}, false)`.mapWith(Boolean),
      })
      .from(events)
      .where(and(range, isNotNull(events.changes), or(isOwn(ids), inArray(events.customerId, [...ids]), names(ids))))
      .orderBy(asc(events.id))
      .limit(limit),
  erase: async (_, tx, rows, erasing) => {
    for (const { id, changes, ...about } of rows) {
      const rest = JSON.stringify(scrubbed(about, JSON.parse(changes ?? '{}') as Changes, erasing));
      if (rest !== changes) await tx.update(events).set({ changes: rest }).where(eq(events.id, id));
    }
  },
};

/** Whether it says something of the customer or of a vehicle of theirs, whatever row it is about. */
function names(ids: Ids): SQL | undefined {
  return or(
    ...ids.flatMap((id) => [
      like(events.changes, `%{"id":${id},"firstName":%`),
      like(events.changes, `%"customerId":${id},%`),
    ]),
  );
}

/** Whether its row is of the customer, or was when it happened. */
function isOwn(ids: Ids): SQL {
  const { entity, entityId, customerId, ticketId } = events;
  return sql`(case
    when ${entity} in ('customer', 'account') then ${inArray(entityId, [...ids])}
    when ${entity} = 'invoice' then ${inArray(customerId, [...ids])}
    when ${entity} = 'vehicle' then coalesce(${inArray(customerId, [...ids])}, false) or exists (
      select 1 from ${vehicles} where ${vehicles.id} = ${entityId} and ${inArray(vehicles.customerId, [...ids])})
      or exists (select 1 from ${events} other where ${isDeletion} and ${inArray(other.customerId, [...ids])})
    when ${entity} = 'appointment' then coalesce(${inArray(customerId, [...ids])}, false) or exists (
      select 1 from ${appointments}
      where ${appointments.id} = ${entityId} and ${inArray(appointments.customerId, [...ids])})
    when ${entity} = 'estimate' then exists (
      select 1 from ${tickets} where ${tickets.id} = ${ticketId} and ${inArray(tickets.customerId, [...ids])})
    when ${entity} = 'message' then ${sql`${messageOwner} in ${[...ids]}`}
    else false end)`;
}

const other = alias(events, 'other');
const isDeletion = sql`${other.entity} = 'vehicle' and ${other.entityId} = ${events.entityId}
  and ${other.kind} = 'vehicle.deleted'`;
const ofTicket = sql`${other.entity} = 'ticket' and ${other.entityId} = ${events.ticketId}`;

/** Whom a message was written to or by; of a deleted one, the ticket's customer at that time. */
const messageOwner = sql`coalesce(
  (select ${messages.customerId} from ${messages} where ${messages.id} = ${events.entityId}),
  (select ${other.customerId} from ${events} other where ${ofTicket} and ${other.id} < ${events.id}
    order by ${other.at} desc, ${other.id} desc limit 1),
  (select ${other.customerId} from ${events} other where ${ofTicket} and ${other.id} > ${events.id}
    order by ${other.at}, ${other.id} limit 1))`;
