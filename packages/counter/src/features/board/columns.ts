import type { Ticket, TicketStatus } from '@mechanic-shop/client';

/** From left to right. A ticket on hold stands only in its own column, whatever its status. */
export const columns = ['open', 'in_progress', 'hold', 'completed'] as const;
export type Column = (typeof columns)[number];

/** Where a card can go: a column, or off the board. */
export type Target = Column | 'cancelled';

type Placed = Pick<Ticket, 'status' | 'hold'>;

export function columnOf({ status, hold }: Placed): Target {
  return hold ? 'hold' : status;
}

/** What is still needed from a person before a card can move: a reason, a note, or that it is meant. */
export type Question = 'hold' | 'reopen' | 'cancel';

/** Where the menu of a card offers to move it. The server decides in the end, and says why it refuses. */
export function targetsOf(ticket: Placed & Pick<Ticket, 'allowedStatuses'>): Target[] {
  const here = columnOf(ticket);
  const isLive = ticket.status === 'open' || ticket.status === 'in_progress';
  const reachable = (target: Target): boolean => {
    if (target === 'hold') return isLive;
    return ticket.allowedStatuses.includes(target) || (ticket.hold !== null && target === ticket.status);
  };
  return ([...columns, 'cancelled'] as const).filter((target) => target !== here && reachable(target));
}

export function questionOf({ status }: Placed, target: Target): Question | undefined {
  if (target === 'hold') return 'hold';
  if (target === 'cancelled') return 'cancel';
  return status === 'completed' || status === 'cancelled' ? 'reopen' : undefined;
}

/** The calls of a move, in this order. */
export interface MoveSteps {
  liftHold: boolean;
  status: TicketStatus | undefined;
}

/** The calls that bring a card to a column other than hold. */
export function stepsTo({ status, hold }: Placed, target: TicketStatus): MoveSteps {
  return { liftHold: hold !== null, status: status === target ? undefined : target };
}
