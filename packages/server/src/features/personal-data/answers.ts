import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import type { Chore } from '../../core/chores.ts';
import { events } from '../../core/events/table.ts';
import type { Queries } from '../../platform/db/database.ts';
import { isErased } from '../customers/erased.ts';
import { tickets } from '../tickets/table.ts';
import { vehicles } from '../vehicles/table.ts';
import { type Erasing, erasingOf } from './merged.ts';

const AT_ONCE = 20;
const BATCH_MS = 25;

/** Deletes stored answers that show a customer, their vehicles or their tickets, in the order of their time. */
export const eraseAnswers: Chore = async (_, tx, { subject: customerId, after }) => {
  const end = performance.now() + BATCH_MS;
  const erasing = await erasingOf(tx, customerId);
  for (let at = after; ;) {
    const upTo = await endOfBatch(tx, at);
    if (upTo === undefined) return undefined;
    await eraseWithin(tx, erasing, { after: at, upTo });
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

async function eraseWithin(tx: Queries, { ids }: Erasing, { after, upTo }: Span): Promise<void> {
  const rows = await tx
    .select({ accountId, key, procedure, answer })
    .from(idempotencyKeys)
    .where(and(gt(createdAt, new Date(after)), lte(createdAt, new Date(upTo))));
  const read = rows.map((row) => ({ ...row, shown: shownIn(row, new Set<unknown>(ids)) }));
  const theirTickets = await ticketsAmong(tx, ids, [...new Set(read.flatMap(({ shown }) => shown.ticketIds))]);
  const theirVehicles = await vehiclesAmong(tx, ids, [...new Set(read.flatMap(({ shown }) => shown.vehicleIds))]);
  for (const { shown, ...row } of read) {
    const isAbout =
      shown.isPerson ||
      shown.ticketIds.some((id) => theirTickets.has(id)) ||
      shown.vehicleIds.some((id) => theirVehicles.has(id));
    if (!isAbout) continue;
    await tx.delete(idempotencyKeys).where(and(eq(accountId, row.accountId), eq(key, row.key)));
  }
}

type Ids = readonly number[];

/** The tickets that are or once were theirs, deleted ones too. */
async function ticketsAmong(tx: Queries, customerIds: Ids, ids: Ids): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const present = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(inArray(tickets.id, [...ids]), inArray(tickets.customerId, [...customerIds])));
  const isEvent = and(eq(events.entity, 'ticket'), inArray(events.entityId, [...ids]));
  const past = await tx
    .selectDistinct({ id: events.entityId })
    .from(events)
    .where(and(isEvent, inArray(events.customerId, [...customerIds])));
  return new Set([...present, ...past].map(({ id }) => id));
}

/** The vehicles that are theirs, or were when they were deleted: earlier owners' answers show the same plate. */
async function vehiclesAmong(tx: Queries, customerIds: Ids, ids: Ids): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const present = await tx
    .select({ id: vehicles.id })
    .from(vehicles)
    .where(and(inArray(vehicles.id, [...ids]), inArray(vehicles.customerId, [...customerIds])));
  const isEvent = and(eq(events.entity, 'vehicle'), inArray(events.entityId, [...ids]));
  const deleted = await tx
    .select({ id: events.entityId })
    .from(events)
    .where(and(isEvent, eq(events.kind, 'vehicle.deleted'), inArray(events.customerId, [...customerIds])));
  return new Set([...present, ...deleted].map(({ id }) => id));
}

interface Shown {
  /** Whether it shows the customer as they were. */
  isPerson: boolean;
  /** Of what was written on tickets. */
  ticketIds: number[];
  vehicleIds: number[];
}

/** Procedures whose answers show what was said or agreed on a ticket. */
const SPEAKING = /^(?:messages|estimates|appointments|invoices|tickets|inspections)\./;

function shownIn({ procedure, answer }: { procedure: string; answer: string }, ids: ReadonlySet<unknown>): Shown {
  const shown: Shown = { isPerson: false, ticketIds: [], vehicleIds: [] };
  const isSpeaking = SPEAKING.test(procedure);
  const look = (name: string, value: unknown): void => {
    if (typeof value === 'number') {
      if (name === 'ticketId' && isSpeaking) shown.ticketIds.push(value);
      if (name === 'customerId' && ids.has(value)) shown.isPerson = true;
    }
    if (typeof value !== 'object' || value === null) return;
    const row = value as Readonly<Record<string, unknown>>;
    if (isKnown(row, ids)) shown.isPerson = true;
    if ('licensePlate' in row && typeof row['id'] === 'number') shown.vehicleIds.push(row['id']);
    for (const [member, each] of Object.entries(row)) look(member, each);
  };
  look('', JSON.parse(answer));
  return shown;
}

/** Whether it is one of the people, under a name of their own. */
function isKnown(row: Readonly<Record<string, unknown>>, ids: ReadonlySet<unknown>): boolean {
  const { id, firstName, lastName } = row;
  if (!ids.has(id) || typeof firstName !== 'string' || typeof lastName !== 'string') return false;
  return !isErased({ id: Number(id), firstName, lastName });
}
