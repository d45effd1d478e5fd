import type { RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import { type Actor, someTicket } from './testing.ts';

/** A completed ticket of a customer with one fee, in cents. */
export async function completedTicket(
  mechanic: Actor,
  customer: Actor,
  amountCents = 10_000,
): Promise<RouterOutputs['tickets']['get']> {
  const { id } = await someTicket(customer);
  if (amountCents > 0) {
    await mechanic.call.tickets.addExtra({ id, kind: 'fee', description: 'Diagnosis', amountCents });
  }
  await mechanic.call.tickets.setStatus({ id, status: 'in_progress' });
  return mechanic.call.tickets.setStatus({ id, status: 'completed' });
}

/** A completed ticket with its invoice. */
export async function invoicedTicket(
  mechanic: Actor,
  customer: Actor,
  amountCents?: number,
): Promise<RouterOutputs['invoices']['issue']> {
  const { id: ticketId } = await completedTicket(mechanic, customer, amountCents);
  return mechanic.call.invoices.issue({ ticketId });
}

/** A payment in cash. */
export function pay(
  mechanic: Actor,
  ticketId: number,
  amountCents: number,
  values: Partial<RouterInputs['payments']['record']> = {},
): Promise<RouterOutputs['payments']['record']> {
  return mechanic.call.payments.record({ ticketId, amountCents, method: 'cash', ...values });
}
