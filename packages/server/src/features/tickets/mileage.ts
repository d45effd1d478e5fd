import type { Ticket, UpdateTicketInput } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { invalidInput } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { highestMileage, replaceReadings } from '../vehicles/mileage.ts';

type Mileage = Pick<Ticket, 'mileageIn' | 'mileageOut'>;

/** The readings that an update leaves on a ticket. */
export function mileageAfter(
  ticket: Ticket,
  { mileageIn = ticket.mileageIn, mileageOut = ticket.mileageOut }: Parsed<typeof UpdateTicketInput>,
): Mileage {
  return { mileageIn, mileageOut };
}

/**
 * Rejects readings that go down: out below in, or below what the vehicle had at other visits. With `isSameIn` the first
 * reading was checked when it was given: what other visits brought since does not matter.
 */
export async function assertRising(
  tx: Queries,
  ticket: Ticket,
  { mileageIn, mileageOut, vehicleId }: Mileage & { vehicleId: number | null },
  isSameIn: boolean,
): Promise<void> {
  if (mileageIn !== null && mileageOut !== null && mileageOut < mileageIn) {
    const changed = mileageOut === ticket.mileageOut ? 'mileageIn' : 'mileageOut';
    const message = `mileageOut, ${mileageOut}, is below mileageIn, ${mileageIn}: check both, or set lowerMileage.`;
    throw invalidInput([changed], message);
  }
  if (isSameIn && mileageIn !== null) return;
  const last = vehicleId === null ? null : await highestMileage(tx, vehicleId, ticket.id);
  if (last === null) return;
  const member = mileageIn === null ? 'mileageOut' : 'mileageIn';
  const lowest = mileageIn ?? mileageOut;
  if (lowest !== null && lowest < last) {
    throw invalidInput([member], `This is below the vehicle's last reading, ${last}: check it, or set lowerMileage.`);
  }
}

/** Writes a ticket's readings into its vehicle's log, instead of those that it had before. */
export async function logMileage(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  vehicleId: number | null,
  { mileageIn, mileageOut }: Mileage,
): Promise<void> {
  const readings = [...new Set([mileageIn, mileageOut])].filter((mileage) => mileage !== null);
  const before = ticket.vehicle?.id ?? null;
  const ticketId = ticket.id;
  if (before !== null && before !== vehicleId) await replaceReadings(call, tx, { vehicleId: before, ticketId }, []);
  if (vehicleId !== null) await replaceReadings(call, tx, { vehicleId, ticketId }, readings);
}
