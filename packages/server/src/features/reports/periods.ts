import type { ReportPeriod } from '@mechanic-shop/shared';
import { addDays, startOfDay } from '../../platform/zones.ts';

/** Days of a report, both inclusive. */
export interface Range {
  from: string;
  to: string;
}

/** A part of a range: its days, and their instants up to but not including `until`. */
export interface Span {
  from: string;
  since: Date;
  until: Date;
}

const SUNDAY_TO_MONDAY = [1, 7, 6, 5, 4, 3, 2] as const;

/** The first day of the period after the one that this day is in. */
function nextPeriod(day: string, by: ReportPeriod): string {
  if (by === 'day') return addDays(day, 1);
  const date = new Date(day);
  if (by === 'week') return addDays(day, SUNDAY_TO_MONDAY[date.getUTCDay()] ?? 1);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}

/** The first days of all periods of a range; those at its ends are cut by it. */
export function periodsOf({ from, to }: Range, by: ReportPeriod): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = nextPeriod(day, by)) days.push(day);
  return days;
}

// The rows that one query sums up, and the days whose bounds are found, between two turns.
const AT_ONCE: Record<ReportPeriod, number> = { day: 14, week: 2, month: 1 };

/** The spans of all periods of a range in a time zone, in chunks of at most a month. */
export function* spansOf(range: Range, by: ReportPeriod, timeZone: string): Generator<Span[]> {
  const days = periodsOf(range, by);
  const end = addDays(range.to, 1);
  let since = startOfDay(range.from, timeZone);
  for (let at = 0; at < days.length; at += AT_ONCE[by]) {
    yield days.slice(at, at + AT_ONCE[by]).map((from, place) => {
      const until = startOfDay(days[at + place + 1] ?? end, timeZone);
      const span = { from, since, until };
      since = until;
      return span;
    });
  }
}

/** The weeks of a range in a time zone, one at a time. */
export function* weeksOf(range: Range, timeZone: string): Generator<Span> {
  for (const spans of spansOf(range, 'week', timeZone)) yield* spans;
}
