import { isShopError } from '../errors.ts';
import type { Row, RowIssue } from './columns.ts';
import { type Separator, typedLine } from './write.ts';

/** The input of an `import` call. */
export interface ImportCall {
  rows: Record<string, unknown>[];
  onMatch?: 'update' | 'skip' | 'refuse' | undefined;
  partial?: boolean | undefined;
}

/** What an `import` call returns, as far as it is counted. */
export interface ImportAnswer {
  created: number;
  updated: number;
  skipped: number;
  rows: { row: number; issues?: RowIssue[] | undefined }[];
}

/** Sends one chunk. */
export type Send = (input: ImportCall, context: { idempotencyKey?: string; dryRun?: boolean }) => Promise<ImportAnswer>;

/**
 * A `Send` by a procedure of the client, such as `shop.inventory.import.mutate`. The server says what is wrong with a
 * row, so rows have no type here.
 */
export function sendBy<I>(
  mutate: (input: I, options: { context: Parameters<Send>[1] }) => Promise<ImportAnswer>,
): Send {
  return (input, context) => mutate(input as I, { context });
}

/** A row that was refused. */
export interface Reject {
  line: number;
  cells: string[];
  issues: RowIssue[];
}

/** What an import has done so far. */
export interface Outcome {
  created: number;
  updated: number;
  skipped: number;
  rejects: Reject[];
}

/** What an import has done before it begins; `addAnswer` adds to it. */
export const nothingDone = (): Outcome => ({ created: 0, updated: 0, skipped: 0, rejects: [] });

/** Adds what became of a chunk. */
export function addAnswer(outcome: Outcome, chunk: readonly Row[], answer: ImportAnswer): void {
  outcome.created += answer.created;
  outcome.updated += answer.updated;
  outcome.skipped += answer.skipped;
  for (const { row, issues } of answer.rows) {
    const from = chunk[row];
    if (issues !== undefined && from) outcome.rejects.push({ line: from.line, cells: from.cells, issues });
  }
}

/** Sends a chunk, and waits where the shop limits the number of calls. Once the signal is aborted, nothing is sent. */
export async function sendPatiently(
  send: Send,
  input: ImportCall,
  context: Parameters<Send>[1],
  signal?: AbortSignal,
): Promise<ImportAnswer> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await send(input, context);
    } catch (error) {
      if (!isShopError(error, 'RATE_LIMITED')) throw error;
      const { retryAfterSeconds } = error.data.details;
      signal?.throwIfAborted();
      await pause(retryAfterSeconds * 1000, signal);
    }
  }
}

/** Ends after a time, or as soon as the signal is aborted. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });
}

/** Why a row was refused, in one line. */
export const reasonOf = ({ issues }: Pick<Reject, 'issues'>): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join(' ');

/** How a file of refused rows is written. */
interface RejectsStyle {
  /** What stands between cells; `csvSeparator` finds it in the file that they came from. */
  separator: Separator;
  /** The heading of the reasons. Default `reason`. */
  heading?: string;
  /** Why a row was refused. Default in English. */
  reason?: (reject: Reject) => string;
}

/** The refused rows as a CSV file like the one that they came from, with a column for the reason. */
export function rejectsFile(
  header: readonly string[],
  rejects: readonly Reject[],
  { separator, heading = 'reason', reason = reasonOf }: RejectsStyle,
): string {
  const lines = rejects.map((each) => [...padded(each.cells, header.length), reason(each)]);
  return [[...header, heading], ...lines].map((cells) => typedLine(cells, separator)).join('');
}

const padded = (cells: readonly string[], length: number): string[] =>
  Array.from({ length: Math.max(length, cells.length) }, (_, at) => cells[at] ?? '');
