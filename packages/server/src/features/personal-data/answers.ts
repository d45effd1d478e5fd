import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import type { Chore } from '../../core/chores.ts';
import type { Queries } from '../../platform/db/database.ts';
import { tickets } from '../tickets/table.ts';
import { erasedNames } from './names.ts';

const AT_ONCE = 20;
const BATCH_MS = 25;

/** Deletes stored answers that show a customer, their vehicles or their tickets, in the order of their time. */
export const eraseAnswers: Chore = async (_, tx, { subject: customerId, after }) => {
  const end = performance.now() + BATCH_MS;
  for (let at = after; ;) {
    const upTo = await endOfBatch(tx, at);
    if (upTo === undefined) return undefined;
    await eraseWithin(tx, customerId, { after: at, upTo });
    at = upTo;
    if (performance.now() >= end) return at;
  }
};

interface Span {
  /** Milliseconds since 1970. */
  after: number;
  upTo: number;
}

const { accountId, key, procedure, answer, createdAt } = idempotencyKeys;

/** The time of the last answer of the next few. */
async function endOfBatch(tx: Queries, after: number): Promise<number | undefined> {
  const next = await tx
    .select({ createdAt })
    .from(idempotencyKeys)
    .where(gt(createdAt, new Date(after)))
    .orderBy(asc(createdAt))
    .limit(AT_ONCE);
  return next.at(-1)?.createdAt.getTime();
}

async function eraseWithin(tx: Queries, customerId: number, { after, upTo }: Span): Promise<void> {
  const rows = await tx
    .select({ accountId, key, procedure, answer })
    .from(idempotencyKeys)
    .where(and(gt(createdAt, new Date(after)), lte(createdAt, new Date(upTo))));
  const read = rows.map((row) => ({ ...row, shown: shownIn(row, customerId) }));
  const theirs = await ticketsAmong(tx, customerId, [...new Set(read.flatMap(({ shown }) => shown.ticketIds))]);
  for (const { shown, ...row } of read) {
    if (!shown.isPerson && !shown.ticketIds.some((id) => theirs.has(id))) continue;
    await tx.delete(idempotencyKeys).where(and(eq(accountId, row.accountId), eq(key, row.key)));
  }
}

async function ticketsAmong(tx: Queries, customerId: number, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(inArray(tickets.id, [...ids]), eq(tickets.customerId, customerId)));
  return new Set(rows.map(({ id }) => id));
}

interface Shown {
  /** Whether it shows the customer as they were. */
  isPerson: boolean;
  ticketIds: number[];
}

function shownIn(row: { procedure: string; answer: string }, customerId: number): Shown {
  const shown: Shown = { isPerson: false, ticketIds: [] };
  const isKnown = (value: Record<string, unknown>): boolean =>
    value['id'] === customerId && value['lastName'] !== erasedNames(customerId).lastName;
  const look = (name: string, value: unknown): void => {
    if (typeof value === 'number') {
      if (name === 'ticketId') shown.ticketIds.push(value);
      if (name === 'customerId' && value === customerId) shown.isPerson = true;
    }
    if (typeof value !== 'object' || value === null) return;
    if ((name === 'customer' || name === 'author') && isKnown(value as Record<string, unknown>)) shown.isPerson = true;
    for (const [member, each] of Object.entries(value)) look(Array.isArray(value) ? name : member, each);
  };
  look(row.procedure.startsWith('customers.') ? 'customer' : '', JSON.parse(row.answer));
  return shown;
}
