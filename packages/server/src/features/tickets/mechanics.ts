import { type EditMechanicsInput, MAX_MECHANICS, type Ticket } from '@mechanic-shop/shared';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { AppError, invalidInput } from '../../core/errors.ts';
import { notifyChange } from '../../core/notify.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { mechanics } from '../accounts/mechanics-table.ts';
import { mechanicTopic } from '../mechanics/caches.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { ticketMechanics } from './table.ts';

/** Adds and removes mechanics, all or nothing, and updates their ticket counts. */
export function editMechanics(call: SignedInWriteCall, input: Parsed<typeof EditMechanicsInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, input.id);
    assertOpen(ticket, input.version);
    const present = new Set(ticket.mechanics.map(({ id }) => id));
    const wanted = [...new Set(input.addIds)];
    await assertActive(tx, wanted);
    const added = wanted.filter((id) => !present.has(id));
    const removed = [...new Set(input.removeIds)].filter((id) => present.has(id));
    if (added.length === 0 && removed.length === 0) return ticket;
    if (present.size + added.length - removed.length > MAX_MECHANICS) {
      throw invalidInput(['addIds'], `A ticket has at most ${MAX_MECHANICS} mechanics: remove some first.`);
    }
    if (removed.length > 0) {
      await tx
        .delete(ticketMechanics)
        .where(and(eq(ticketMechanics.ticketId, ticket.id), inArray(ticketMechanics.mechanicId, removed)));
      await countTickets(call, tx, removed, -1);
    }
    if (added.length > 0) {
      await tx.insert(ticketMechanics).values(added.map((mechanicId) => ({ ticketId: ticket.id, mechanicId })));
      await countTickets(call, tx, added, 1);
    }
    return touchTicket(call, tx, ticket);
  });
}

async function assertActive(tx: Queries, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .select({ id: mechanics.id })
    .from(mechanics)
    .where(and(inArray(mechanics.id, ids), eq(mechanics.active, true)));
  const active = new Set(rows.map(({ id }) => id));
  const unknown = ids.filter((id) => !active.has(id));
  if (unknown.length > 0) throw new AppError('UNKNOWN_MECHANICS', { ids: unknown });
}

/** The stored count that the ranking reads: the tickets of a mechanic. */
export async function countTickets(call: SignedInCall, tx: Queries, mechanicIds: number[], by: 1 | -1): Promise<void> {
  if (mechanicIds.length === 0) return;
  await tx
    .update(mechanics)
    .set({ ticketCount: sql`${mechanics.ticketCount} + ${by}` })
    .where(inArray(mechanics.id, mechanicIds));
  for (const id of mechanicIds) notifyChange(call, mechanicTopic, id);
}
