import type { TicketStatus } from '@mechanic-shop/shared';
import { changeLine, changeStock } from './model-lines.ts';
import { changePurchase } from './model-purchases.ts';
import {
  type Model,
  type ModelJob,
  type ModelTicket,
  type Outcome,
  type PlacedLine,
  type Step,
  at,
  fill,
  holds,
  isLive,
  letGo,
  lineKey,
  linesOf,
  netOf,
  newJob,
  reserve,
  settle,
} from './model-state.ts';

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

/** What a transition does with one line. */
function transit(model: Model, { part, line }: PlacedLine, effect: string, shouldHold: boolean): void {
  const stock = at(model.parts, part);
  if (effect === 'return') stock.quantity += line.quantity;
  if (effect === 'return' || effect === 'reserve') {
    if (shouldHold) reserve(stock, line, line.quantity);
    return;
  }
  if (effect === 'consume') stock.quantity -= line.quantity;
  letGo(stock, line);
}

/** Why a ticket cannot be completed now; lines that hold nothing reserve first. */
function notReady(model: Model, ticket: ModelTicket): Outcome | undefined {
  const isDecided = ({ approval }: ModelJob) => approval === 'approved' || approval === 'declined';
  if (model.approvalRequired && !ticket.jobs.every(isDecided)) return 'APPROVAL_NEEDED';
  const before = structuredClone(model.parts);
  const lines = structuredClone(ticket.lines);
  for (const placed of linesOf(ticket)) settle(model, placed, holds(model, ticket, placed.job));
  if (linesOf(ticket).every(({ line }) => line.missing === 0)) return undefined;
  model.parts = before;
  ticket.lines = lines;
  return 'PARTS_MISSING';
}

function move(model: Model, ticket: ModelTicket, to: TicketStatus): Outcome {
  const effect = moves[`${ticket.status} → ${to}`];
  if (!effect) return 'ILLEGAL_TRANSITION';
  const reason = to === 'completed' ? notReady(model, ticket) : undefined;
  if (reason) return reason;
  if (!isLive(ticket)) for (const job of ticket.jobs) reopen(job);
  const lines = linesOf(ticket).filter(({ job }) => job === null || at(ticket.jobs, job).approval !== 'declined');
  if (effect !== 'nothing')
    for (const placed of lines) transit(model, placed, effect, holds(model, ticket, placed.job));
  fill(model);
  ticket.status = to;
  if (!isLive(ticket)) for (const job of ticket.jobs) defer(job, to);
  refresh(ticket);
  return 'done';
}

function defer(job: ModelJob, to: TicketStatus): void {
  if (to === 'cancelled' || job.approval === 'declined') job.deferred = job.revivedOn === null ? 'open' : 'closed';
}

function reopen(job: ModelJob): void {
  job.deferred = 'no';
  if (job.revivedOn === null) return;
  job.approval = 'declined';
  job.approvedCents = null;
}

/** Compares what is approved of each job with its net. */
function refresh(ticket: ModelTicket): void {
  for (const [place, job] of ticket.jobs.entries()) {
    if (job.approvedCents === null) continue;
    job.approval = netOf(ticket, place) > job.approvedCents ? 'exceeded' : 'approved';
  }
}

function decide(model: Model, ticket: ModelTicket, { approve, decline }: Step & { do: 'decide' }): Outcome {
  let approvedCents = 0;
  for (const placed of linesOf(ticket)) {
    if (placed.job !== null && approve.includes(placed.job)) settle(model, placed, true);
  }
  for (const placed of linesOf(ticket)) {
    if (placed.job !== null && decline.includes(placed.job)) settle(model, placed, false);
  }
  for (const place of approve) {
    const net = netOf(ticket, place);
    approvedCents += net;
    Object.assign(at(ticket.jobs, place), { approval: 'approved', approvedCents: net, revivedOn: null });
  }
  for (const place of decline) Object.assign(at(ticket.jobs, place), { approval: 'declined', approvedCents: null });
  ticket.approvals.push({ approved: approve, declined: decline, approvedCents });
  fill(model);
  return 'done';
}

function revive(model: Model, { from, job: place, ticket: onto }: Step & { do: 'revive' }): Outcome {
  const [source, target] = [at(model.tickets, from), at(model.tickets, onto)];
  const job = at(source.jobs, place);
  if (job.deferred === 'no') return 'NOT_FOUND';
  if (!isLive(target)) return 'TICKET_CLOSED';
  if (job.deferred === 'closed') return 'DEFERRED_CLOSED';
  Object.assign(job, { deferred: 'closed', revivedOn: onto });
  const copy = target.jobs.push({ ...newJob }) - 1;
  for (const { job: own, part, line } of linesOf(source)) {
    if (own !== place) continue;
    const added = { quantity: line.quantity, reserved: 0, missing: 0 };
    target.lines[lineKey(copy, part)] = added;
    settle(model, { job: copy, part, line: added }, holds(model, target, copy));
  }
  return 'done';
}

function dismiss(model: Model, { from, job: place }: Step & { do: 'dismiss' }): Outcome {
  const job = at(at(model.tickets, from).jobs, place);
  if (job.deferred === 'no') return 'NOT_FOUND';
  if (job.deferred === 'closed') return 'DEFERRED_CLOSED';
  job.deferred = 'closed';
  return 'done';
}

/** Runs one step and returns its outcome. */
export function take(model: Model, step: Step): Outcome {
  if (step.do === 'require') {
    model.approvalRequired = step.required;
    return 'done';
  }
  if (step.do === 'adjust') return changeStock(model, step.part, step.delta);
  if (step.do === 'stockTake') {
    return changeStock(model, step.part, step.quantity - at(model.parts, step.part).quantity);
  }
  if ('purchase' in step) return changePurchase(model, step);
  if (step.do === 'revive') return revive(model, step);
  if (step.do === 'dismiss') return dismiss(model, step);
  const ticket = at(model.tickets, step.ticket);
  if (step.do === 'move') return move(model, ticket, step.to);
  const needsLine = step.do === 'remove' || step.do === 'removeAll' || step.do === 'set' || step.do === 'moveLine';
  if (needsLine && !ticket.lines[lineKey(step.job, step.part)]) return 'NOT_FOUND';
  if (!isLive(ticket)) return 'TICKET_CLOSED';
  if ('mechanic' in step) {
    const others = ticket.mechanics.filter((mechanic) => mechanic !== step.mechanic);
    ticket.mechanics = step.do === 'assign' ? [...others, step.mechanic].toSorted((a, b) => a - b) : others;
    return 'done';
  }
  const outcome = step.do === 'decide' ? decide(model, ticket, step) : changeLine(model, ticket, step);
  refresh(ticket);
  return outcome;
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
