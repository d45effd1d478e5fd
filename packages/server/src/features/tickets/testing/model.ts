import type { Reason, TicketStatus } from '@mechanic-shop/shared';

/** What a caller does; parts and tickets by index in the model. */
export type Step =
  | { do: 'add' | 'remove'; ticket: number; part: number; quantity: number }
  | { do: 'removeAll'; ticket: number; part: number }
  | { do: 'move'; ticket: number; to: TicketStatus }
  | { do: 'adjust'; part: number; delta: number }
  | { do: 'stockTake'; part: number; quantity: number }
  | { do: 'assign' | 'unassign'; ticket: number; mechanic: number };

export interface ModelPart {
  quantity: number;
  reserved: number;
}
export interface ModelTicket {
  status: TicketStatus;
  /** Quantities by part index. */
  lines: Record<number, number>;
  mechanics: number[];
}
/** The shop as the contract describes it, without a database. */
export interface Model {
  parts: ModelPart[];
  tickets: ModelTicket[];
}
export type Outcome = 'done' | Reason;

/** The transitions of an admin, and their effect on each part of the ticket. */
const moves: Record<string, ModelPart | undefined> = {
  'open → in_progress': { quantity: 0, reserved: 0 },
  'in_progress → open': { quantity: 0, reserved: 0 },
  'in_progress → completed': { quantity: -1, reserved: -1 },
  'open → cancelled': { quantity: 0, reserved: -1 },
  'in_progress → cancelled': { quantity: 0, reserved: -1 },
  'completed → in_progress': { quantity: 1, reserved: 1 },
  'cancelled → open': { quantity: 0, reserved: 1 },
};

function changePart(part: ModelPart, quantity: number, reserved: number): Outcome {
  const after = { quantity: part.quantity + quantity, reserved: part.reserved + reserved };
  if (after.reserved > after.quantity) return 'INSUFFICIENT_STOCK';
  Object.assign(part, after);
  return 'done';
}

function move({ parts }: Model, ticket: ModelTicket, to: TicketStatus): Outcome {
  const effect = moves[`${ticket.status} → ${to}`];
  if (!effect) return 'ILLEGAL_TRANSITION';
  const after = structuredClone(parts);
  for (const [part, pieces] of Object.entries(ticket.lines)) {
    const outcome = changePart(at(after, Number(part)), effect.quantity * pieces, effect.reserved * pieces);
    if (outcome !== 'done') return outcome;
  }
  parts.splice(0, parts.length, ...after);
  ticket.status = to;
  return 'done';
}

function changeLine({ parts }: Model, ticket: ModelTicket, part: number, by: number | 'all'): Outcome {
  const line = ticket.lines[part];
  if (by === 'all' || by < 0) {
    if (line === undefined) return 'NOT_FOUND';
    if (by !== 'all' && line + by < 0) return 'INVALID_INPUT';
  }
  const pieces = by === 'all' ? -(line ?? 0) : by;
  const outcome = changePart(at(parts, part), 0, pieces);
  if (outcome !== 'done') return outcome;
  ticket.lines[part] = (line ?? 0) + pieces;
  if (ticket.lines[part] === 0) delete ticket.lines[part];
  return 'done';
}

/** Runs one step and returns its outcome. */
export function take(model: Model, step: Step): Outcome {
  if (step.do === 'adjust') return changePart(at(model.parts, step.part), step.delta, 0);
  if (step.do === 'stockTake') {
    const part = at(model.parts, step.part);
    return changePart(part, step.quantity - part.quantity, 0);
  }
  const ticket = at(model.tickets, step.ticket);
  if (step.do === 'move') return move(model, ticket, step.to);
  const takesAway = step.do === 'remove' || step.do === 'removeAll';
  if (takesAway && ticket.lines[step.part] === undefined) return 'NOT_FOUND';
  if (!['open', 'in_progress'].includes(ticket.status)) return 'TICKET_CLOSED';
  switch (step.do) {
    case 'add':
      return changeLine(model, ticket, step.part, step.quantity);
    case 'remove':
      return changeLine(model, ticket, step.part, -step.quantity);
    case 'removeAll':
      return changeLine(model, ticket, step.part, 'all');
    default: {
      const others = ticket.mechanics.filter((mechanic) => mechanic !== step.mechanic);
      ticket.mechanics = step.do === 'assign' ? [...others, step.mechanic].toSorted((a, b) => a - b) : others;
      return 'done';
    }
  }
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new Error(`The model has nothing at ${place}.`);
  return found;
}

function orders<T>(list: readonly T[]): T[][] {
  return list.length === 0
    ? [[]]
    : list.flatMap((first, i) => orders(list.filter((_, other) => other !== i)).map((rest) => [first, ...rest]));
}

/** Every possible outcome of concurrent steps: their results in every order. */
export function waysOf(model: Model, steps: readonly Step[]): { after: Model; outcomes: Outcome[] }[] {
  return orders(steps.map((step, caller) => ({ step, caller }))).map((order) => {
    const after = structuredClone(model);
    const outcomes: Outcome[] = [];
    for (const { step, caller } of order) outcomes[caller] = take(after, step);
    return { after, outcomes };
  });
}
