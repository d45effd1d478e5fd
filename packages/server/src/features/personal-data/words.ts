import { type SQL, and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { messages } from '../messages/table.ts';
import { approvals, estimates } from '../tickets/approvals-table.ts';
import { tickets } from '../tickets/table.ts';
import { erasedNames } from './names.ts';
import type { Traces } from './traces.ts';

/** Whether a row names a ticket of the customer. */
function isOfTheirs(ticketId: PgColumn, customerId: number): SQL {
  const own = sql`${tickets.id} = ${ticketId} and ${tickets.customerId} = ${customerId}`;
  return sql`exists (select 1 from ${tickets} where ${own})`;
}

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

/** By whose word jobs were approved. */
export const approvalTraces: Traces<{ id: number }> = {
  table: approvals,
  atOnce: 200,
  rows: (tx, { range, customerId, limit }) =>
    tx
      .select({ id: approvals.id })
      .from(approvals)
      .where(and(range, isOfTheirs(approvals.ticketId, customerId)))
      .orderBy(asc(approvals.id))
      .limit(limit),
  erase: (_, tx, rows, customerId) =>
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
      .where(and(range, isOfTheirs(estimates.ticketId, customerId)))
      .orderBy(asc(estimates.id))
      .limit(limit),
  erase: async (_, tx, rows, customerId) => {
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
