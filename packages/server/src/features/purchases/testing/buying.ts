import type { RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import { type Actor, somePart, someTicket } from '../../../testing/testing.ts';

type Line = RouterInputs['purchases']['create']['lines'][number];

/** A draft of these lines, from a new supplier. */
export async function draftOf(
  { call }: Actor,
  lines: Line[],
  values: Partial<RouterInputs['purchases']['create']> = {},
): Promise<RouterOutputs['purchases']['create']> {
  const supplierId = values.supplierId ?? (await call.suppliers.create({ name: 'Factors' })).id;
  return call.purchases.create({ ...values, supplierId, lines });
}

/** An ordered purchase of these lines, from a new supplier. */
export async function orderOf(actor: Actor, ...lines: Line[]): Promise<RouterOutputs['purchases']['order']> {
  return actor.call.purchases.order({ id: (await draftOf(actor, lines)).id });
}

/** A new part without stock. */
export const emptyPart = (actor: Actor, values: Partial<RouterInputs['inventory']['create']> = {}) =>
  somePart(actor, { quantity: 0, ...values });

/** A new ticket of a customer that waits for so much of a part. */
export async function ticketWaiting(
  mechanic: Actor,
  customer: Actor,
  ...wanted: { partId: number; quantity: number }[]
): Promise<RouterOutputs['tickets']['get']> {
  let ticket = await someTicket(customer);
  for (const line of wanted) ticket = await mechanic.call.tickets.addPart({ id: ticket.id, ...line, backorder: true });
  return ticket;
}
