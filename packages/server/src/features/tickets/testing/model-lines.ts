import {
  type Model,
  type ModelTicket,
  type Outcome,
  type Place,
  type PlacedLine,
  type Step,
  at,
  fill,
  holds,
  letGo,
  lineKey,
  reserve,
  settle,
} from './model-state.ts';

export function changeStock(model: Model, part: number, delta: number): Outcome {
  const stock = at(model.parts, part);
  if (stock.quantity + delta < stock.reserved) return 'INSUFFICIENT_STOCK';
  stock.quantity += delta;
  fill(model);
  return 'done';
}

interface Put {
  job: Place;
  part: number;
  quantity: number;
  backorder: boolean;
}

function add(model: Model, ticket: ModelTicket, { job, part, quantity, backorder }: Put): Outcome {
  const stock = at(model.parts, part);
  const key = lineKey(job, part);
  const shouldHold = holds(model, ticket, job);
  const line = { ...(ticket.lines[key] ?? { quantity: 0, reserved: 0, missing: 0 }) };
  const after = { ...stock };
  const loose = line.quantity - line.reserved - line.missing;
  if (shouldHold) reserve(after, line, loose);
  else letGo(after, line);
  if (shouldHold && !backorder && quantity > after.quantity - after.reserved) return 'INSUFFICIENT_STOCK';
  line.quantity += quantity;
  if (shouldHold) reserve(after, line, quantity);
  ticket.lines[key] = line;
  Object.assign(stock, after);
  fill(model);
  return 'done';
}

/** Lowers a line: what is missing first. */
function lower(model: Model, ticket: ModelTicket, placed: PlacedLine, quantity: number): Outcome {
  const { job, part, line } = placed;
  if (quantity > line.quantity) return 'INVALID_INPUT';
  if (quantity < line.quantity) settle(model, placed, holds(model, ticket, job));
  const fromMissing = Math.min(quantity, line.missing);
  const fromReserved = Math.min(quantity - fromMissing, line.reserved);
  line.quantity -= quantity;
  line.missing -= fromMissing;
  line.reserved -= fromReserved;
  at(model.parts, part).reserved -= fromReserved;
  if (line.quantity === 0) delete ticket.lines[lineKey(job, part)];
  fill(model);
  return 'done';
}

function moveLine(model: Model, ticket: ModelTicket, placed: PlacedLine, to: Place): Outcome {
  const { job, part, line } = placed;
  if (job === to) return 'done';
  if (to === null && model.approvalRequired) return 'INVALID_INPUT';
  const target = ticket.lines[lineKey(to, part)];
  const shouldHold = holds(model, ticket, to);
  if (target) settle(model, { job: to, part, line: target }, shouldHold);
  fill(model);
  settle(model, placed, shouldHold);
  if (target) {
    target.quantity += line.quantity;
    target.reserved += line.reserved;
    target.missing += line.missing;
    delete ticket.lines[lineKey(job, part)];
  } else {
    // The line keeps its place in the queue.
    ticket.lines = Object.fromEntries(
      Object.entries(ticket.lines).map(([key, own]) => [own === line ? lineKey(to, part) : key, own]),
    );
  }
  fill(model);
  return 'done';
}

/** A change of a ticket's lines of parts. */
export function changeLine(
  model: Model,
  ticket: ModelTicket,
  step: Extract<Step, { job: Place; part: number }>,
): Outcome {
  const { job, part } = step;
  const line = ticket.lines[lineKey(job, part)];
  if (step.do === 'add' || step.do === 'backorder') {
    if (job === null && model.approvalRequired) return 'INVALID_INPUT';
    return add(model, ticket, { job, part, quantity: step.quantity, backorder: step.do === 'backorder' });
  }
  if (!line) return 'NOT_FOUND';
  const placed = { job, part, line };
  if (step.do === 'moveLine') return moveLine(model, ticket, placed, step.to);
  if (step.do === 'removeAll') return lower(model, ticket, placed, line.quantity);
  if (step.do === 'remove') return lower(model, ticket, placed, step.quantity);
  const more = step.quantity - line.quantity;
  if (more === 0) return 'done';
  if (more > 0) return add(model, ticket, { job, part, quantity: more, backorder: false });
  return lower(model, ticket, placed, -more);
}
