// The clock of a time zone, as spans of time with one offset from UTC each. Intl knows the zones; Temporal needs Node 26.
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** How far the clock of a time zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(at: number, timeZone: string): number {
  const of: Record<string, number> = {};
  for (const { type, value } of formatIn(timeZone).formatToParts(at)) of[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** A span of time during which the clock of a zone is not changed; `end` is exclusive. Milliseconds. */
export interface OffsetSpan {
  start: number;
  end: number;
  /** How far the clock is ahead of UTC. */
  offset: number;
}

/** The first instant after `before` with another offset, which `after` has. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const offset = offsetAt(before, timeZone);
  let [same, other] = [before, after];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle, timeZone) === offset) same = middle;
    else other = middle;
  }
  return other;
}

/** The spans of constant offset from `from` to `to`, in order and without gaps. No zone changes its clock twice a day. */
export function offsetSpans(from: number, to: number, timeZone: string): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let start = from;
  let offset = offsetAt(from, timeZone);
  for (let at = from; at < to; at += DAY_MS) {
    const next = Math.min(at + DAY_MS, to);
    const then = offsetAt(next, timeZone);
    if (then === offset) continue;
    const change = changeBetween(at, next, timeZone);
    spans.push({ start, end: change, offset });
    [start, offset] = [change, then];
  }
  if (start < to) spans.push({ start, end: to, offset });
  return spans;
}
