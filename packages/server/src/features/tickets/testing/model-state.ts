import type { JobApproval, PurchaseStatus, Reason, TicketStatus } from '@mechanic-shop/shared';

/** A job of a ticket by its place, or none. */
export type Place = number | null;

/** What a caller does with a purchase, which has a line for each part; `line` null receives all that is left. */
export type PurchaseStep =
  | { do: 'order'; purchase: number }
  | { do: 'cancel'; purchase: number }
  | { do: 'receive'; purchase: number; line: number | null; quantity: number };

/** What a caller does; parts, tickets and jobs by index in the model. Quantities are integer tenths. */
export type Step =
  | { do: 'add' | 'backorder' | 'remove' | 'set'; ticket: number; job: Place; part: number; quantity: number }
  | { do: 'removeAll'; ticket: number; job: Place; part: number }
  | { do: 'moveLine'; ticket: number; job: Place; part: number; to: Place }
  | { do: 'decide'; ticket: number; approve: number[]; decline: number[] }
  | { do: 'revive'; from: number; job: number; ticket: number }
  | { do: 'dismiss'; from: number; job: number }
  | { do: 'require'; required: boolean }
  | { do: 'move'; ticket: number; to: TicketStatus }
  | { do: 'adjust'; part: number; delta: number }
  | { do: 'stockTake'; part: number; quantity: number }
  | PurchaseStep
  | { do: 'assign' | 'unassign'; ticket: number; mechanic: number };

export interface ModelPart {
  quantity: number;
  reserved: number;
}
export interface ModelLine {
  quantity: number;
  reserved: number;
  missing: number;
}
/** Whether a job is on the list of deferred work. */
type Deferred = 'no' | 'open' | 'closed';
export interface ModelJob {
  approval: JobApproval;
  approvedCents: number | null;
  deferred: Deferred;
  /** The ticket that it was copied to. */
  revivedOn: number | null;
}
interface ModelApproval {
  approved: number[];
  declined: number[];
  approvedCents: number;
}
export interface ModelTicket {
  status: TicketStatus;
  /** By job and part, the oldest line first: `lineKey`. */
  lines: Record<string, ModelLine>;
  jobs: ModelJob[];
  approvals: ModelApproval[];
  mechanics: number[];
}
export interface ModelPurchase {
  status: PurchaseStatus;
  /** By part. */
  lines: { quantity: number; received: number }[];
}
/** The shop as the contract describes it, without a database; the oldest ticket comes first. */
export interface Model {
  parts: ModelPart[];
  tickets: ModelTicket[];
  purchases: ModelPurchase[];
  approvalRequired: boolean;
}
export type Outcome = 'done' | Reason;

/** What a tenth of any part costs, in cents. */
export const TENTH_CENTS = 499;

export const newJob: ModelJob = { approval: 'none', approvedCents: null, deferred: 'no', revivedOn: null };
export const lineKey = (job: Place, part: number): string => `${job ?? '-'}/${part}`;

export interface PlacedLine {
  job: Place;
  part: number;
  line: ModelLine;
}
export function linesOf({ lines }: ModelTicket): PlacedLine[] {
  return Object.entries(lines).map(([key, line]) => {
    const [job = '', part = ''] = key.split('/');
    return { job: job === '-' ? null : Number(job), part: Number(part), line };
  });
}

export function netOf(ticket: ModelTicket, job: Place): number {
  const own = linesOf(ticket).filter((placed) => placed.job === job);
  return own.reduce((sum, { line }) => sum + line.quantity * TENTH_CENTS, 0);
}

export const isLive = ({ status }: ModelTicket): boolean => status === 'open' || status === 'in_progress';

/** Gives what is available of each part to the lines that miss it, the oldest ticket and line first. */
export function fill({ parts, tickets }: Model): void {
  for (const { part, line } of tickets.flatMap(linesOf)) {
    const stock = at(parts, part);
    const taken = Math.min(line.missing, stock.quantity - stock.reserved);
    line.missing -= taken;
    line.reserved += taken;
    stock.reserved += taken;
  }
}

/** Reserves for a line what is available, the rest is missing. */
export function reserve(part: ModelPart, line: ModelLine, quantity: number): void {
  const taken = Math.min(quantity, part.quantity - part.reserved);
  part.reserved += taken;
  line.reserved += taken;
  line.missing += quantity - taken;
}

export function letGo(part: ModelPart, line: ModelLine): void {
  part.reserved -= line.reserved;
  line.reserved = 0;
  line.missing = 0;
}

export function holds(model: Model, ticket: ModelTicket, job: Place): boolean {
  if (job === null) return true;
  const { approval } = at(ticket.jobs, job);
  if (approval === 'declined') return false;
  return !model.approvalRequired || approval === 'approved' || approval === 'exceeded';
}

/** Makes a line hold what its job permits now. */
export function settle(model: Model, { part, line }: PlacedLine, shouldHold: boolean): void {
  if (!shouldHold) letGo(at(model.parts, part), line);
  else reserve(at(model.parts, part), line, line.quantity - line.reserved - line.missing);
}

export function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new Error(`The model has nothing at ${place}.`);
  return found;
}
