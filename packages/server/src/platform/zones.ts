// Days in a time zone. Intl knows the zones; Temporal needs Node 26.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// Further from midnight in UTC than any zone's midnight.
const FARTHEST_MS = 26 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Swedish writes a date as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format;
}

/** The day of an instant in a time zone, `YYYY-MM-DD`. */
export const dayIn = (at: Date, timeZone: string): string => formatIn(timeZone).format(at);

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first instant of a day in a time zone, where the day may begin at 01:00. */
export function startOfDay(day: string, timeZone: string): Date {
  let before = Date.parse(day) - FARTHEST_MS;
  let from = Date.parse(day) + FARTHEST_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayIn(new Date(middle), timeZone) < day) before = middle;
    else from = middle;
  }
  return new Date(from);
}
