import type { Appointment, UpdateAppointmentInput } from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import { assertOwnVehicle } from '../vehicles/owned.ts';
import { assertActiveBay, assertActiveMechanic, assertFree, readableAppointment, touchAppointment } from './change.ts';
import { type Span, spanOf } from './open-hours.ts';
import { assertLive } from './status.ts';

type Input = Parsed<typeof UpdateAppointmentInput>;

const MINUTE_MS = 60_000;

/** When a changed appointment takes place: it keeps its start and its length unless they are given. */
function spanAfter(current: Appointment, { startsAt = current.startsAt, minutes }: Input): Span {
  const length = (Date.parse(current.endsAt) - Date.parse(current.startsAt)) / MINUTE_MS;
  return spanOf(startsAt, minutes ?? length);
}

/** What of an appointment a caller changes, as one row. */
function ownOf(appointment: Appointment) {
  const { vehicle, bay, mechanic, subject, note } = appointment;
  return {
    startsAt: Date.parse(appointment.startsAt),
    endsAt: Date.parse(appointment.endsAt),
    vehicleId: vehicle && vehicle.id,
    bayId: bay && bay.id,
    mechanicId: mechanic && mechanic.id,
    subject,
    note,
  };
}

/** Changes a live appointment. */
export function update(call: SignedInWriteCall, input: Input): Promise<Appointment> {
  return call.write(async (tx) => {
    const { id, version, vehicleId, bayId, mechanicId, subject, note } = input;
    const current = await readableAppointment(call, tx, id);
    const own = ownOf(current);
    const span = spanAfter(current, input);
    const times = { startsAt: span.start, endsAt: span.end };
    const changes = changesOf(own, { ...times, vehicleId, bayId, mechanicId, subject, note });
    await assertOwnVehicle(call, tx, current.customer.id, changes.vehicleId ?? null);
    await assertActiveBay(tx, changes.bayId);
    await assertActiveMechanic(tx, changes.mechanicId);
    assertVersion(current, version);
    assertLive(current.status);
    if (isEmpty(changes)) return current;
    const after = { ...own, ...changes };
    await assertFree(tx, { bayId: after.bayId, mechanicId: after.mechanicId, span, ownId: id });
    const { startsAt, endsAt, ...rest } = after;
    return touchAppointment(call, tx, id, { ...rest, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  });
}
