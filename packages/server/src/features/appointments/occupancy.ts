import { MAX_APPOINTMENT_MINUTES } from '@mechanic-shop/shared';
import { and, asc, eq, gt, inArray, lt, ne, notExists, sql } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { bays } from '../bays/table.ts';
import type { Span } from './open-hours.ts';
import { liveStatuses } from './status.ts';
import { appointments } from './table.ts';

const LONGEST_MS = MAX_APPOINTMENT_MINUTES * 60_000;

/** Live appointments that take a part of a span. None is longer than a day, so their starts are in a range. */
function isTaking({ start, end }: Span) {
  return and(
    lt(appointments.startsAt, new Date(end)),
    gt(appointments.startsAt, new Date(start - LONGEST_MS)),
    gt(appointments.endsAt, new Date(start)),
    inArray(appointments.status, [...liveStatuses]),
  );
}

/** Whether a bay or a mechanic has another live appointment during a span. */
export async function isTaken(
  tx: Queries,
  by: 'bayId' | 'mechanicId',
  id: number,
  { span, ownId = 0 }: { span: Span; ownId?: number },
): Promise<boolean> {
  const [other] = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(eq(appointments[by], id), ne(appointments.id, ownId), isTaking(span)))
    .limit(1);
  return other !== undefined;
}

/** The first active bay without a live appointment during a span. */
export async function findFreeBay(tx: Queries, span: Span): Promise<number | undefined> {
  const taking = tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(eq(appointments.bayId, bays.id), isTaking(span)));
  const [bay] = await tx
    .select({ id: bays.id })
    .from(bays)
    .where(and(sql`${bays.active}`, notExists(taking)))
    .orderBy(asc(bays.id))
    .limit(1);
  return bay?.id;
}

/** What is taken of each active bay during a span, earliest first. */
export async function takenOfBays(db: Queries, span: Span): Promise<Span[][]> {
  const active = await db
    .select({ id: bays.id })
    .from(bays)
    .where(sql`${bays.active}`);
  const taken = new Map(active.map(({ id }): [number, Span[]] => [id, []]));
  const rows = await db
    .select({ bayId: appointments.bayId, startsAt: appointments.startsAt, endsAt: appointments.endsAt })
    .from(appointments)
    .where(isTaking(span))
    .orderBy(asc(appointments.startsAt));
  for (const { bayId, startsAt, endsAt } of rows) {
    taken.get(bayId ?? 0)?.push({ start: startsAt.getTime(), end: endsAt.getTime() });
  }
  return [...taken.values()];
}
