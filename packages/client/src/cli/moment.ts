const two = (part: number): string => String(part).padStart(2, '0');

const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** Parses a typed day by this machine's calendar; null if it is not one. */
export function dayOf(typed: string, now: Date): string | null {
  const away = ['yesterday', 'today', 'tomorrow'].indexOf(typed);
  if (away !== -1) return localDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() + away - 1));
  const at = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : null;
  // Date parses 2026-02-30 as the second of March.
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed) ? typed : null;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z?)$/;

/** Parses a typed time, in this machine's time zone unless it ends in Z, as ISO 8601; null if it is not one. */
export function readInstant(typed: string): string | null {
  const [, day = '', time, zone] = INSTANT.exec(typed) ?? [];
  const at = new Date(`${day}T${time}${zone}`);
  return dayOf(day, at) === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Formats an instant in this machine's time zone: `2026-11-20 09:30`. */
export function showInstant(instant: string | null): string | null {
  if (instant === null) return null;
  const at = new Date(instant);
  return `${localDay(at)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Minutes as people write them: `1:05 h`; a clock that has not stopped is running. */
export function showMinutes(minutes: number | null): string {
  if (minutes === null) return 'running';
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
}
