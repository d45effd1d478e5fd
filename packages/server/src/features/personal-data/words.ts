import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { events } from '../../core/events/table.ts';
import { erasedNames } from '../customers/erased.ts';
import { messages } from '../messages/table.ts';
import { approvals, estimates } from '../tickets/approvals-table.ts';
import { tickets } from '../tickets/table.ts';
import type { Traces } from './traces.ts';

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

/** What the customer wrote or was sent. */
export const messageTraces: Traces<{ id: number }> = {
  table: messages,
  atOnce: 200,
  rows: (tx, { range, customerId, limit }) =>
    tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(range, eq(messages.customerId, customerId), ne(messages.text, '')))
      .orderBy(asc(messages.id))
      .limit(limit),
  erase: (_, tx, rows) =>
    tx
      .update(messages)
      .set({ text: '' })
      .where(inArray(messages.id, idsOf(rows))),
};

const ticket = sql`${tickets.id} = ${approvals.ticketId}`;
const other = alias(events, 'other');
const isAfter = sql`${other.entity} = 'ticket' and ${other.entityId} = ${approvals.ticketId}
  and ${other.at} >= ${approvals.at}`;

/** The ticket's customer when it was approved: what was approved in their name changed the ticket in that moment. */
const approver = sql`coalesce(
  (select ${other.customerId} from ${events} other where ${isAfter} order by ${other.at}, ${other.id} limit 1),
  (select ${tickets.customerId} from ${tickets} where ${ticket}))`;

/** By whose word jobs were approved. */
export const approvalTraces: Traces<{ id: number }> = {
  table: approvals,
  atOnce: 200,
  rows: (tx, { range, ids, limit }) =>
    tx
      .select({ id: approvals.id })
      .from(approvals)
      .where(and(range, sql`${approver} in ${[...ids]}`))
      .orderBy(asc(approvals.id))
      .limit(limit),
  erase: (_, tx, rows, { customerId }) =>
    tx
      .update(approvals)
      .set({ by: Object.values(erasedNames(customerId)).join(' '), note: null })
      .where(inArray(approvals.id, idsOf(rows))),
};

/** Whom estimates were sent to, and what they said. */
export const estimateTraces: Traces<{ id: number; snapshot: string }> = {
  table: estimates,
  atOnce: 5,
  rows: (tx, { range, customerId, limit }) =>
    tx
      .select({ id: estimates.id, snapshot: estimates.snapshot })
      .from(estimates)
      .innerJoin(tickets, eq(tickets.id, estimates.ticketId))
      .where(and(range, eq(tickets.customerId, customerId)))
      .orderBy(asc(estimates.id))
      .limit(limit),
  erase: async (_, tx, rows, { customerId }) => {
    for (const { id, snapshot } of rows) {
      const rest = JSON.stringify(withoutPerson(snapshot, customerId));
      await tx.update(estimates).set({ snapshot: rest, message: null }).where(eq(estimates.id, id));
    }
  },
};

function withoutPerson(snapshot: string, customerId: number): object {
  const { customer, vehicle, ...rest } = JSON.parse(snapshot) as { customer: object; vehicle: object | null };
  return {
    ...rest,
    customer: { ...customer, ...erasedNames(customerId), company: null, address: null, email: null },
    vehicle: vehicle && { ...vehicle, licensePlate: null, vin: null },
  };
}
