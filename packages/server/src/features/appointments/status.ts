import type { AppointmentStatus, Role } from '@mechanic-shop/shared';
import { AppError } from '../../core/errors.ts';

/** Those that hold their bay and mechanic. */
export const liveStatuses = ['requested', 'confirmed', 'arrived'] as const satisfies AppointmentStatus[];
type Live = (typeof liveStatuses)[number];

export const isLive = (status: AppointmentStatus): status is Live =>
  (liveStatuses as readonly AppointmentStatus[]).includes(status);

const moves: Record<AppointmentStatus, readonly AppointmentStatus[]> = {
  requested: ['confirmed', 'cancelled'],
  confirmed: ['arrived', 'no_show', 'cancelled'],
  arrived: ['done'],
  done: [],
  no_show: [],
  cancelled: [],
};

/** The statuses that a caller with this role may set now; a customer here is the owner. */
function allowedFrom(from: AppointmentStatus, role: Role): AppointmentStatus[] {
  return moves[from].filter((to) => role !== 'customer' || to === 'cancelled');
}

/** Rejects a move that is not in the table. */
export function assertMove(from: AppointmentStatus, to: AppointmentStatus, role: Role): void {
  if (!moves[from].includes(to))
    throw new AppError('ILLEGAL_TRANSITION', { from, to, allowed: allowedFrom(from, role) });
}

/** Rejects a change of an appointment that is over. */
export function assertLive(status: AppointmentStatus): void {
  if (!isLive(status)) throw new AppError('ILLEGAL_TRANSITION', { from: status, to: status, allowed: [] });
}
