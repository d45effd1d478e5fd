import { type StatusFilter, TicketStatus } from '@mechanic-shop/shared';
import { type SQL, sql } from 'drizzle-orm';
import { statusesOf } from './status.ts';
import { tickets } from './table.ts';

/** What `onHold` and `invoiced` of a list stand for. */
export type Flag = 'held' | 'notHeld' | 'invoiced' | 'toInvoice';

export interface Flags {
  onHold?: boolean | undefined;
  invoiced?: boolean | undefined;
}

export function flagsOf({ onHold, invoiced }: Flags): Flag[] {
  return [
    ...(onHold === undefined ? [] : ([onHold ? 'held' : 'notHeld'] as const)),
    ...(invoiced === undefined ? [] : ([invoiced ? 'invoiced' : 'toInvoice'] as const)),
  ];
}

const conditions: Record<Flag, SQL> = {
  held: sql`${tickets.holdReason} is not null`,
  notHeld: sql`${tickets.holdReason} is null`,
  invoiced: sql`${tickets.invoiceId} is not null`,
  toInvoice: sql`(${tickets.completedAt} is not null and ${tickets.invoiceId} is null)`,
};

/** The conditions of the flags among these filters. */
export function flagConditions(used: ReadonlySet<string>): SQL[] {
  return Object.entries(conditions).flatMap(([flag, condition]) => (used.has(flag) ? [condition] : []));
}

/** Whether an index of its own finds the tickets, better than one by status. */
export const isFlagLed = (used: ReadonlySet<string>): boolean => used.has('invoiced') || used.has('toInvoice');

/** The statuses to list, or undefined for any: only completed tickets have invoices. */
export function listedStatuses({
  status,
  invoiced,
}: Flags & { status?: StatusFilter | undefined }): TicketStatus[] | undefined {
  const statuses = statusesOf(status);
  if (invoiced === undefined) return statuses;
  const asked = statuses ?? TicketStatus.options;
  return invoiced ? asked.filter((one) => one === 'completed') : asked;
}

/** The flags that tell something about tickets of a status. */
export function flagsFor(status: TicketStatus | undefined, flags: readonly Flag[]): Flag[] {
  return flags.filter((flag) => flag !== 'toInvoice' || status === 'completed');
}
