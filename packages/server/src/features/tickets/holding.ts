// Which lines hold stock: not those of declined jobs, and where the shop requires approval, only those of approved jobs.
import {
  type Job,
  type JobApproval,
  type Shop,
  type TicketPart,
  fromThousandths,
  toThousandths,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { invalidInput } from '../../core/errors.ts';
import type { StockRecording } from '../../core/stock-demand.ts';
import type { Queries } from '../../platform/db/database.ts';
import { ticketParts } from './lines-table.ts';
import { release, reserve } from './movements.ts';
import { fillWaiting } from './waiting.ts';

/** Whether the lines of a job hold stock; null for lines without a job. */
export type Holding = (jobId: number | null) => boolean;

function holdsStock(approval: JobApproval, approvalRequired: boolean): boolean {
  if (approval === 'declined') return false;
  return !approvalRequired || approval === 'approved' || approval === 'exceeded';
}

type Rules = Pick<Shop, 'approvalRequired'>;

/** Which lines of a ticket hold stock under the shop's settings. A job that is new to the ticket counts as `none`. */
export function holdingOn(
  { approvalRequired }: Rules,
  { jobs }: { jobs: readonly Pick<Job, 'id' | 'approval'>[] },
): Holding {
  const approvals = new Map(jobs.map(({ id, approval }) => [id, approval]));
  return (jobId) => jobId === null || holdsStock(approvals.get(jobId) ?? 'none', approvalRequired);
}

/** Rejects a line without a job where the shop requires approval, which is given job by job. */
export function assertInJob({ approvalRequired }: Rules, jobId: number | null): void {
  if (jobId !== null || !approvalRequired) return;
  throw invalidInput(['jobId'], 'This shop requires approval: put the line in a job, which the customer can approve.');
}

/**
 * Makes a line hold all of its quantity as far as there is stock, or nothing, and returns it as it is then. Released
 * stock is for the caller to share out.
 */
async function setHeld(
  call: StockRecording,
  tx: Queries,
  ticketId: number,
  line: TicketPart,
  holds: boolean,
): Promise<TicketPart> {
  const place = { ticketId, partId: line.partId };
  const before = { reserved: toThousandths(line.reserved), missing: toThousandths(line.missing) };
  const loose = toThousandths(line.quantity) - before.reserved - before.missing;
  if (loose === (holds ? 0 : toThousandths(line.quantity))) return line;
  const held = { reserved: 0, missing: 0 };
  if (holds) {
    const taken = await reserve(call, tx, place, { quantity: loose, backorder: true });
    held.reserved = before.reserved + taken.reserved;
    held.missing = before.missing + taken.missing;
  } else {
    await release(call, tx, place, before.reserved);
  }
  await tx.update(ticketParts).set(held).where(eq(ticketParts.id, line.id));
  return { ...line, reserved: fromThousandths(held.reserved), missing: fromThousandths(held.missing) };
}

/**
 * In one order for everybody, so that two tickets with the same parts never wait for each other. What one line of a
 * part releases is for the oldest line that waits, not for the next one here.
 */
function inOrder(lines: readonly TicketPart[], holding: Holding): { line: TicketPart; holds: boolean }[] {
  return lines
    .map((line) => ({ line, holds: holding(line.jobId) }))
    .toSorted((a, b) => a.line.partId - b.line.partId || Number(b.holds) - Number(a.holds) || a.line.id - b.line.id);
}

/** Makes lines hold stock or not, and gives what they release to the lines that wait for it. */
export async function holdLines(
  call: StockRecording,
  tx: Queries,
  ticketId: number,
  lines: readonly TicketPart[],
  holding: Holding,
): Promise<TicketPart[]> {
  const after: TicketPart[] = [];
  const released = new Set<number>();
  for (const { line, holds } of inOrder(lines, holding)) {
    const held = await setHeld(call, tx, ticketId, line, holds);
    if (held.reserved < line.reserved) released.add(line.partId);
    after.push(held);
  }
  for (const partId of released) await fillWaiting(call, tx, partId, ticketId);
  return after;
}

/** Makes one line hold what its job permits now: a change of the shop's settings counts from a line's next change. */
export async function settled(
  call: StockRecording,
  tx: Queries,
  ticketId: number,
  line: TicketPart,
  holding: Holding,
): Promise<TicketPart> {
  const [after = line] = await holdLines(call, tx, ticketId, [line], holding);
  return after;
}
