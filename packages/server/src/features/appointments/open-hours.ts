import { type Shop, weekdays } from '@mechanic-shop/shared';
import { type OffsetSpan, offsetSpans } from '../../platform/zone-offsets.ts';
import { addDays } from '../../platform/zones.ts';

/** When a shop is open, by its clock. */
export type Hours = Pick<Shop, 'openingHours' | 'closures' | 'timeZone'>;

/** A time span in milliseconds; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A span of time during which the clock of the shop is not changed. */
export interface OpenSpan extends Span {
  /** How far the shop's clock is ahead of UTC. */
  offset: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Milliseconds from midnight to a time of the clock. */
function clockMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}

/** The span that begins at an instant and lasts some minutes. */
export function spanOf(startsAt: string, minutes: number): Span {
  const start = Date.parse(startsAt);
  return { start, end: start + minutes * MINUTE_MS };
}

const dayOf = (local: number): string => new Date(local).toISOString().slice(0, 10);
const weekdayOf = (day: string) => weekdays[(new Date(day).getUTCDay() + 6) % 7] ?? 'monday';

function openOn(day: string, { openingHours, closures }: Hours): Span[] {
  if (closures.some(({ from, to }) => from <= day && day <= to)) return [];
  const midnight = Date.parse(day);
  return openingHours[weekdayOf(day)].map(({ from, to }) => ({
    start: midnight + clockMs(from),
    end: midnight + clockMs(to),
  }));
}

/** The open spans within a span of constant offset: there, the shop's clock runs as UTC does. */
function openWithin({ start, end, offset }: OffsetSpan, hours: Hours): OpenSpan[] {
  const spans: OpenSpan[] = [];
  const last = dayOf(end - 1 + offset);
  for (let day = dayOf(start + offset); day <= last; day = addDays(day, 1)) {
    for (const span of openOn(day, hours)) {
      const open = { start: Math.max(start, span.start - offset), end: Math.min(end, span.end - offset), offset };
      if (open.start < open.end) spans.push(open);
    }
  }
  return spans;
}

/**
 * When the shop is open between two instants. An instant is open when the clock shows a time in the opening hours then:
 * an hour that the clock repeats is open twice, and one that it skips is never.
 */
export function openSpans(from: number, to: number, hours: Hours): OpenSpan[] {
  return offsetSpans(from, to, hours.timeZone).flatMap((span) => openWithin(span, hours));
}

/** The end of the time that is open without a break, for each span. They touch at midnight and where the clock jumps. */
export function closingTimes(spans: readonly Span[]): number[] {
  const ends: number[] = [];
  for (let at = spans.length - 1; at >= 0; at--) {
    const [span, next] = [spans[at], spans[at + 1]];
    if (span) ends[at] = next?.start === span.end ? (ends[at + 1] ?? span.end) : span.end;
  }
  return ends;
}

/** Whether the shop is open during the whole span. */
export function isOpenDuring({ start, end }: Span, hours: Hours): boolean {
  const spans = openSpans(start - DAY_MS, end + DAY_MS, hours);
  const closing = closingTimes(spans);
  return spans.some((span, at) => span.start <= start && start < span.end && end <= (closing[at] ?? 0));
}
