import type {
  CreateTicketInput,
  Deleted,
  ListTicketsInput,
  Page,
  StatusChange,
  Ticket,
  TicketHistoryInput,
  SetCustomerInput,
  UpdateTicketInput,
} from '@mechanic-shop/shared';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { assertActiveCustomer, ownerOf } from '../customers/owner.ts';
import { assertOwnVehicle } from '../vehicles/owned.ts';
import { listByServiceDate } from './by-service-date.ts';
import { asCallerSees, asStaffSees, assertOpen, changeableTicket, readableTicket, touchTicket } from './change.ts';
import { forgetRevived, moveDeferred } from './deferral.ts';
import { discountColumns } from './discount.ts';
import { ticketEntity } from './entity.ts';
import { historyOf } from './history.ts';
import { listNewest } from './lists.ts';
import { countTickets } from './mechanics.ts';
import { assertRising, logMileage, mileageAfter } from './mileage.ts';
import { reindexTicket } from './search.ts';
import { recordStatus } from './set-status.ts';
import { tickets } from './table.ts';

export { mine } from './lists.ts';
export { editMechanics } from './mechanics.ts';
export { addExtra, removeExtra, updateExtra } from './extras.ts';
export { setHold } from './hold.ts';
export { addCannedJob, addJob, removeJob, updateJob } from './jobs.ts';
export { addLabor, removeLabor, updateLabor } from './labor.ts';
export { moveLine } from './move-line.ts';
export { addPart, removePart, updatePart } from './parts.ts';
export { approvals, recordApproval } from './record-approval.ts';
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
  return call.write((tx) => {
    const { description, vehicleId = null, serviceDate = null } = input;
    return openTicket(call, tx, { customerId, description, vehicleId, serviceDate });
  });
}

type NewTicket = Pick<typeof tickets.$inferInsert, 'customerId' | 'description'> & {
  vehicleId: number | null;
  serviceDate: string | null;
};

/** Opens a ticket of a customer, as the caller sees it. */
export async function openTicket(call: SignedInCall, tx: Queries, values: NewTicket): Promise<Ticket> {
  const { customerId, vehicleId } = values;
  await assertActiveCustomer(tx, customerId);
  await assertOwnVehicle(call, tx, customerId, vehicleId);
  const now = call.shop.now();
  const row = insertedRow(
    await tx
      .insert(tickets)
      .values({ ...values, status: 'open', createdAt: now, updatedAt: now })
      .returning({ id: tickets.id }),
  );
  await recordStatus(call, tx, { ticketId: row.id, from: null, to: 'open', note: null });
  await reindexTicket(tx, row.id);
  const after = await changeableTicket(call, tx, row.id);
  recordChange(call, ticketEntity, { before: null, after });
  return asCallerSees(call, tx, after);
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateTicketInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { id, version, description, vehicleId, serviceDate, discount } = input;
    const ticket = await readableTicket(call, tx, id);
    if (!isStaff(call.caller)) assertOwnersChange(ticket, input);
    const current = { ...ticket, vehicleId: ticket.vehicle?.id ?? null };
    const readings = mileageAfter(ticket, input);
    const changes = changesOf(current, { description, vehicleId, serviceDate, ...readings });
    if (changes.vehicleId !== undefined) await assertOwnVehicle(call, tx, ticket.customer.id, changes.vehicleId);
    assertOpen(ticket, version);
    const isDiscounted = discount !== undefined && JSON.stringify(discount) !== JSON.stringify(ticket.discount);
    if (isEmpty(changes) && !isDiscounted) return ticket;
    const before = await asStaffSees(call, tx, ticket);
    await updateMileage(call, tx, ticket, { ...current, ...changes }, input.lowerMileage);
    const values = isDiscounted ? { ...changes, ...discountColumns(discount) } : changes;
    const after = await touchTicket(call, tx, before, values);
    await reindexTicket(tx, ticket.id);
    return asCallerSees(call, tx, after);
  });
}

/** Keeps the log of the vehicle when readings or the vehicle change. */
async function updateMileage(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  after: Pick<Ticket, 'mileageIn' | 'mileageOut'> & { vehicleId: number | null },
  lowerMileage = false,
): Promise<void> {
  const isSameIn = ticket.mileageIn === after.mileageIn && (ticket.vehicle?.id ?? null) === after.vehicleId;
  if (isSameIn && ticket.mileageOut === after.mileageOut) return;
  if (!lowerMileage) await assertRising(tx, ticket, after, isSameIn);
  await logMileage(call, tx, ticket, after.vehicleId, after);
}

/** What ties a ticket to its customer. */
const BINDING = ['estimates', 'invoices', 'payments'] as const;

/** Rejects another customer for a ticket with offers, demands or payments of money. */
async function assertUnbound({ shop }: SignedInCall, tx: Queries, id: number): Promise<void> {
  const by = await shop.references.first(tx, tickets, id, BINDING);
  if (by === undefined) return;
  throw new AppError('IN_USE', { by }, `This ticket has ${by}, so its customer stays. Open another ticket instead.`);
}

/** Gives a ticket to another customer, with one of their vehicles or none. */
export function setCustomer(call: SignedInWriteCall, input: Parsed<typeof SetCustomerInput>): Promise<Ticket> {
  return call.write(async (tx) => {
    const { id, version, customerId, vehicleId = null } = input;
    const ticket = await readableTicket(call, tx, id);
    await assertActiveCustomer(tx, customerId);
    await assertOwnVehicle(call, tx, customerId, vehicleId);
    assertVersion(ticket, version);
    if (ticket.customer.id === customerId && (ticket.vehicle?.id ?? null) === vehicleId) return ticket;
    await assertUnbound(call, tx, id);
    await logMileage(call, tx, ticket, vehicleId, ticket);
    await moveDeferred(tx, id, { customerId, vehicleId });
    const after = await touchTicket(call, tx, ticket, { customerId, vehicleId });
    await reindexTicket(tx, id);
    return after;
  });
}

/** Customers may change only the description, and only before work starts. */
function assertOwnersChange({ status }: Ticket, input: Parsed<typeof UpdateTicketInput>): void {
  const { id: _id, version: _version, description: _description, ...others } = input;
  const isTheirs = Object.values(others).every((value) => value === undefined) && status !== 'in_progress';
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
    await forgetRevived(tx, id);
    await deleteRow(call, tx, tickets, id);
    recordChange(call, ticketEntity, { before: ticket, after: null });
    return { id, message: 'The ticket is deleted.' };
  });
}
