import type { Reason, TicketStatus } from '@mechanic-shop/shared';

/** What a caller does; parts and tickets by index in the model. Quantities are integer tenths. */
export type Step =
  | { do: 'add' | 'backorder' | 'remove' | 'set'; ticket: number; part: number; quantity: number }
  | { do: 'removeAll'; ticket: number; part: number }
  | { do: 'move'; ticket: number; to: TicketStatus }
  | { do: 'adjust'; part: number; delta: number }
  | { do: 'stockTake'; part: number; quantity: number }
  | { do: 'assign' | 'unassign'; ticket: number; mechanic: number };

export interface ModelPart {
  quantity: number;
  reserved: number;
}
interface ModelLine {
  quantity: number;
  reserved: number;
  missing: number;
}
export interface ModelTicket {
  status: TicketStatus;
  /** By part index. */
  lines: Record<number, ModelLine>;
  mechanics: number[];
}
/** The shop as the contract describes it, without a database; the oldest ticket comes first. */
export interface Model {
  parts: ModelPart[];
  tickets: ModelTicket[];
}
export type Outcome = 'done' | Reason;

/** The transitions of an admin, and what they do with the stock of each line. */
const moves: Record<string, 'nothing' | 'consume' | 'release' | 'return' | 'reserve' | undefined> = {
  'open → in_progress': 'nothing',
  'in_progress → open': 'nothing',
  'in_progress → completed': 'consume',
  'open → cancelled': 'release',
  'in_progress → cancelled': 'release',
  'completed → in_progress': 'return',
  'cancelled → open': 'reserve',
};

/** Gives what is available of a part to the lines that miss it, the oldest ticket first. */
function fill({ parts, tickets }: Model, part: number): void {
  const stock = at(parts, part);
  for (const { lines } of tickets) {
    const line = lines[part];
    if (!line) continue;
    const taken = Math.min(line.missing, stock.quantity - stock.reserved);
    line.missing -= taken;
    line.reserved += taken;
    stock.reserved += taken;
  }
}

/** Reserves for a line what is available, the rest is missing. */
function reserve(part: ModelPart, line: ModelLine, quantity: number): void {
  const taken = Math.min(quantity, part.quantity - part.reserved);
  part.reserved += taken;
  line.reserved += taken;
  line.missing += quantity - taken;
}

/** What a transition does with one line. */
function moveLine(part: ModelPart, line: ModelLine, effect: string): void {
  if (effect === 'return') part.quantity += line.quantity;
  if (effect === 'return' || effect === 'reserve') return reserve(part, line, line.quantity);
  if (effect === 'consume') part.quantity -= line.quantity;
  part.reserved -= line.reserved;
  line.reserved = 0;
  line.missing = 0;
}

function move(model: Model, ticket: ModelTicket, to: TicketStatus): Outcome {
  const effect = moves[`${ticket.status} → ${to}`];
  if (!effect) return 'ILLEGAL_TRANSITION';
  const lines = Object.entries(ticket.lines).map(([part, line]) => ({ part: Number(part), line }));
  if (to === 'completed' && lines.some(({ line }) => line.missing > 0)) return 'PARTS_MISSING';
  if (effect !== 'nothing') for (const { part, line } of lines) moveLine(at(model.parts, part), line, effect);
  if (effect === 'release') for (const { part } of lines) fill(model, part);
  ticket.status = to;
  return 'done';
}

function changeStock(model: Model, part: number, delta: number): Outcome {
  const stock = at(model.parts, part);
  if (stock.quantity + delta < stock.reserved) return 'INSUFFICIENT_STOCK';
  stock.quantity += delta;
  fill(model, part);
  return 'done';
}

function add(model: Model, ticket: ModelTicket, part: number, quantity: number, backorder: boolean): Outcome {
  const stock = at(model.parts, part);
  if (!backorder && quantity > stock.quantity - stock.reserved) return 'INSUFFICIENT_STOCK';
  const line = (ticket.lines[part] ??= { quantity: 0, reserved: 0, missing: 0 });
  line.quantity += quantity;
  reserve(stock, line, quantity);
  return 'done';
}

/** Lowers a line: what is missing first. */
function lower(model: Model, ticket: ModelTicket, part: number, line: ModelLine, quantity: number): Outcome {
  if (quantity > line.quantity) return 'INVALID_INPUT';
  const fromMissing = Math.min(quantity, line.missing);
  line.quantity -= quantity;
  line.missing -= fromMissing;
  line.reserved -= quantity - fromMissing;
  at(model.parts, part).reserved -= quantity - fromMissing;
  if (line.quantity === 0) delete ticket.lines[part];
  fill(model, part);
  return 'done';
}

/** Runs one step and returns its outcome. */
export function take(model: Model, step: Step): Outcome {
  if (step.do === 'adjust') return changeStock(model, step.part, step.delta);
  if (step.do === 'stockTake') {
    return changeStock(model, step.part, step.quantity - at(model.parts, step.part).quantity);
  }
  const ticket = at(model.tickets, step.ticket);
  if (step.do === 'move') return move(model, ticket, step.to);
  const line = 'part' in step ? ticket.lines[step.part] : undefined;
  const needsLine = step.do === 'remove' || step.do === 'removeAll' || step.do === 'set';
  if (needsLine && !line) return 'NOT_FOUND';
  if (!['open', 'in_progress'].includes(ticket.status)) return 'TICKET_CLOSED';
  if ('mechanic' in step) {
    const others = ticket.mechanics.filter((mechanic) => mechanic !== step.mechanic);
    ticket.mechanics = step.do === 'assign' ? [...others, step.mechanic].toSorted((a, b) => a - b) : others;
    return 'done';
  }
  if (step.do === 'add' || step.do === 'backorder' || !line) {
    const quantity = 'quantity' in step ? step.quantity : 0;
    return add(model, ticket, step.part, quantity, step.do === 'backorder');
  }
  if (step.do === 'removeAll') return lower(model, ticket, step.part, line, line.quantity);
  if (step.do === 'remove') return lower(model, ticket, step.part, line, step.quantity);
  const more = step.quantity - line.quantity;
  if (more > 0) return add(model, ticket, step.part, more, false);
  return lower(model, ticket, step.part, line, -more);
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
