import type {
  Appointment,
  AppointmentStatus,
  CancelAppointmentInput,
  MoveAppointmentInput,
  Ticket,
} from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { openTicket as insertTicket } from '../tickets/service.ts';
import { readableAppointment, touchAppointment } from './change.ts';
import { assertMove } from './status.ts';
import type { appointments } from './table.ts';

type Move = Parsed<typeof MoveAppointmentInput>;

function move(
  call: SignedInWriteCall,
  { id, version }: Move,
  to: AppointmentStatus,
  values: Pick<Partial<typeof appointments.$inferInsert>, 'note'> = {},
): Promise<Appointment> {
  return call.write(async (tx) => {
    const current = await readableAppointment(call, tx, id);
    assertVersion(current, version);
    assertMove(current.status, to, call.caller.role);
    return touchAppointment(call, tx, id, { ...values, status: to });
  });
}

export function confirm(call: SignedInWriteCall, input: Move): Promise<Appointment> {
  return move(call, input, 'confirmed');
}

export function arrive(call: SignedInWriteCall, input: Move): Promise<Appointment> {
  return move(call, input, 'arrived');
}

export function noShow(call: SignedInWriteCall, input: Move): Promise<Appointment> {
  return move(call, input, 'no_show');
}

export function finish(call: SignedInWriteCall, input: Move): Promise<Appointment> {
  return move(call, input, 'done');
}

/** Staff cancel any appointment, customers their own. Without a note, it keeps the one it has. */
export async function cancel(
  call: SignedInWriteCall,
  { note, ...input }: Parsed<typeof CancelAppointmentInput>,
): Promise<Appointment> {
  if (note != null && !isStaff(call.caller)) {
    await readableAppointment(call, call.read, input.id);
    throw new AppError('ROLE_REQUIRED', { role: 'mechanic' });
  }
  return move(call, input, 'cancelled', note == null ? {} : { note });
}

/** Opens a ticket for a customer who is here, or comes. */
export function openTicket(call: SignedInWriteCall, { id, version }: Move): Promise<Ticket> {
  return call.write(async (tx) => {
    const appointment = await readableAppointment(call, tx, id);
    const { status, customer, vehicle, subject, ticketId } = appointment;
    assertVersion(appointment, version);
    if (ticketId !== null) {
      throw new AppError(
        'IN_USE',
        { by: 'tickets' },
        `Ticket ${ticketId} was opened from this appointment: use that one.`,
      );
    }
    if (status !== 'arrived') assertMove(status, 'arrived', call.caller.role);
    const values = { customerId: customer.id, vehicleId: vehicle && vehicle.id, description: subject };
    const ticket = await insertTicket(call, tx, { ...values, serviceDate: null });
    await touchAppointment(call, tx, id, { status: 'arrived', ticketId: ticket.id });
    return ticket;
  });
}
