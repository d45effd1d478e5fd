import { type SQL, and, gte, lte } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { tickets } from './table.ts';

/** The first and the last service date of a list; it excludes tickets without one. */
export interface Days {
  serviceFrom?: string | undefined;
  serviceTo?: string | undefined;
}

/** Dates outside the contract's range, for a range with one open end. */
export const openDays = { serviceFrom: '0000-01-01', serviceTo: '9999-12-31' };

/** The conditions for the given ends. Another index leads: the service date is only compared. */
export function isBetween(used: ReadonlySet<string>, p: Slots<Required<Days>>): SQL[] {
  return [
    ...(used.has('serviceFrom') ? [gte(withoutIndex(tickets.serviceDate), p.serviceFrom)] : []),
    ...(used.has('serviceTo') ? [lte(withoutIndex(tickets.serviceDate), p.serviceTo)] : []),
  ];
}

const between = prepared('ticket_ids_by_service_date', (db, p: Slots<Required<Days> & { limit: number }>) =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(gte(tickets.serviceDate, p.serviceFrom), lte(tickets.serviceDate, p.serviceTo)))
    .limit(p.limit),
);

/** The tickets in a date range, oldest first; undefined without a range and when there are more than `most`. */
export async function fewBetween(
  db: Queries,
  { serviceFrom, serviceTo }: Days,
  most: number,
): Promise<number[] | undefined> {
  if ((serviceFrom ?? serviceTo) === undefined) return undefined;
  const { serviceFrom: first, serviceTo: last } = openDays;
  const days = { serviceFrom: serviceFrom ?? first, serviceTo: serviceTo ?? last };
  const rows = await between(db, { ...days, limit: most + 1 });
  if (rows.length > most) return undefined;
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}
