import { type Role, type StatusFilter, TicketStatus } from '@mechanic-shop/shared';

interface Move {
  from: TicketStatus;
  to: TicketStatus;
  /** The weakest permitted role; `owner` also permits the owning customer. */
  role: Exclude<Role, 'customer'>;
  owner?: true;
  noteRequired?: true;
}

/** Every transition; all others are invalid. */
const moves: readonly Move[] = [
  { from: 'open', to: 'in_progress', role: 'mechanic' },
  { from: 'in_progress', to: 'open', role: 'mechanic' },
  { from: 'in_progress', to: 'completed', role: 'mechanic' },
  { from: 'open', to: 'cancelled', role: 'mechanic', owner: true },
  { from: 'in_progress', to: 'cancelled', role: 'mechanic' },
  { from: 'completed', to: 'in_progress', role: 'admin', noteRequired: true },
  { from: 'cancelled', to: 'open', role: 'mechanic', noteRequired: true },
];

export function moveOf(from: TicketStatus, to: TicketStatus): Move | undefined {
  return moves.find((move) => move.from === from && move.to === to);
}

/** Whether a role may make a transition; a customer here is the ticket's owner. */
export function mayMove(role: Role, move: Move): boolean {
  return role === 'admin' || role === move.role || (role === 'customer' && move.owner === true);
}

/** The statuses that a caller with this role may set now. */
export function allowedFrom(from: TicketStatus, role: Role): TicketStatus[] {
  return moves.filter((move) => move.from === from && mayMove(role, move)).map(({ to }) => to);
}

/** Parts, mechanics and texts change only while a ticket has one of these. */
export const isWorkedOn = (status: TicketStatus): boolean => status === 'open' || status === 'in_progress';

/** The requested statuses without duplicates; undefined for any. */
export function statusesOf(status: StatusFilter | undefined): TicketStatus[] | undefined {
  const wanted = TicketStatus.options.filter((option) => [status].flat().includes(option));
  return wanted.length === 0 || wanted.length === TicketStatus.options.length ? undefined : wanted;
}
