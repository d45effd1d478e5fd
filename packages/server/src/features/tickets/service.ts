import type {
  CreateTicketInput,
  Deleted,
  ListTicketsInput,
  Page,
  StatusChange,
  Ticket,
  TicketHistoryInput,
  UpdateTicketInput,
} from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { assertCustomer, ownerOf } from '../customers/owner.ts';
import { getVehicle } from '../vehicles/rows.ts';
import { listByServiceDate } from './by-service-date.ts';
import { assertOpen, readableTicket, touchTicket } from './change.ts';
import { historyOf } from './history.ts';
import { listNewest } from './lists.ts';
import { countTickets } from './mechanics.ts';
import { reindexTicket } from './search.ts';
import { recordStatus } from './set-status.ts';
import { tickets } from './table.ts';

export { mine } from './lists.ts';
export { editMechanics } from './mechanics.ts';
export { addPart, removePart } from './parts.ts';
export { setStatus } from './set-status.ts';

export const get = (call: SignedInCall, id: number): Promise<Ticket> => readableTicket(call, call.read, id);

export function list(call: SignedInCall, input: Parsed<typeof ListTicketsInput>): Promise<Page<Ticket>> {
  return input.orderBy === 'serviceDate' ? listByServiceDate(call, input) : listNewest(call, input);
}

export async function history(
  call: SignedInCall,
  input: Parsed<typeof TicketHistoryInput>,
): Promise<Page<StatusChange>> {
  await readableTicket(call, call.read, input.id);
  return historyOf(call, input);
}

export function create(call: SignedInWriteCall, input: Parsed<typeof CreateTicketInput>): Promise<Ticket> {
  const customerId = ownerOf(call.caller, input.customerId);
  return call.write(async (tx) => {
    const { description, vehicleId = null, serviceDate = null } = input;
    await assertCustomer(tx, customerId);
    await assertVehicle(call, tx, customerId, vehicleId);
    const now = call.shop.now();
    const row = insertedRow(
      await tx
        .insert(tickets)
        .values({ customerId, vehicleId, description, serviceDate, status: 'open', createdAt: now, updatedAt: now })
        .returning({ id: tickets.id }),
    );
    await recordStatus(call, tx, { ticketId: row.id, from: null, to: 'open', note: null });
    await reindexTicket(tx, row.id);
    return readableTicket(call, tx, row.id);
  });
}

/** A ticket's vehicle must belong to its customer; customers learn nothing about other vehicles. */
async function assertVehicle(call: SignedInCall, tx: Queries, customerId: number, id: number | null): Promise<void> {
  if (id === null) return;
  const vehicle = await getVehicle(tx, id);
  if (vehicle?.customerId === customerId) return;
  if (!vehicle || !isStaff(call.caller)) throw notFound('vehicle');
  throw invalidInput(['vehicleId'], "Use one of this customer's own vehicles.");
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateTicketInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { id, version, description, vehicleId, serviceDate } = input;
    const ticket = await readableTicket(call, tx, id);
    if (!isStaff(call.caller)) assertOwnersChange(ticket, input);
    const current = { ...ticket, vehicleId: ticket.vehicle?.id ?? null };
    const changes = changesOf(current, { description, vehicleId, serviceDate });
    if (changes.vehicleId !== undefined) await assertVehicle(call, tx, ticket.customer.id, changes.vehicleId);
    assertOpen(ticket, version);
    if (isEmpty(changes)) return ticket;
    const after = await touchTicket(call, tx, ticket.id, changes);
    await reindexTicket(tx, ticket.id);
    return after;
  });
}

/** Customers may correct their text until work begins. */
function assertOwnersChange({ status }: Ticket, { vehicleId, serviceDate }: Parsed<typeof UpdateTicketInput>): void {
  const isTheirs = vehicleId === undefined && serviceDate === undefined && status !== 'in_progress';
  if (!isTheirs) throw new AppError('ROLE_REQUIRED', { role: 'mechanic' });
}

export function remove(call: SignedInWriteCall, id: number): Promise<Deleted> {
  return call.write(async (tx) => {
    const ticket = await readableTicket(call, tx, id);
    await countTickets(
      call,
      tx,
      ticket.mechanics.map((mechanic) => mechanic.id),
      -1,
    );
    await deleteRow(call, tx, tickets, id);
    return { id, message: 'The ticket is deleted.' };
  });
}
