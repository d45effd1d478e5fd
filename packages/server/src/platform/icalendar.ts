// Writes calendars as RFC 5545 says, in the time zone of their owner. Libraries that write them take the times of a zone
// from the process, or need the data of a second library for it.
import { type OffsetSpan, offsetAt } from './zone-offsets.ts';

/** An event of a calendar. */
export interface CalendarEvent {
  /** The same in every calendar that has it. */
  uid: string;
  start: Date;
  /** Exclusive. */
  end: Date;
  summary: string;
  location: string | null;
  description: string | null;
  status: 'CONFIRMED' | 'TENTATIVE';
  /** Rises with every change. */
  sequence: number;
  created: Date;
}

/** A calendar; `clock` covers all of its events. */
export interface Calendar {
  name: string;
  timeZone: string;
  clock: readonly OffsetSpan[];
  now: Date;
  events: readonly CalendarEvent[];
}

const pad = (value: number): string => String(value).padStart(2, '0');
const compact = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** An instant in UTC: `20261120T093000Z`. */
const utc = (at: Date): string => compact(at);

/** What a clock shows that is ahead of UTC: `20261120T093000`. */
const local = (at: number, offset: number): string => compact(new Date(at + offset)).slice(0, -1);

/** How far a clock is ahead of UTC: `+0100`. */
function signed(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}

/** A value of the type TEXT (section 3.3.11). */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\n|\r/g, '\\n')
    .replaceAll('\t', ' ');
}

const LINE_BYTES = 75;

/** Breaks a line of more than 75 bytes, between characters (section 3.1). */
function folded(line: string): string {
  let result = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      result += '\r\n ';
      bytes = 1;
    }
    result += character;
    bytes += size;
  }
  return result;
}

/** The offset that a zone has without summer time in the year of an instant. */
function standardOffset(at: number, timeZone: string): number {
  const year = new Date(at).getUTCFullYear();
  return Math.min(offsetAt(Date.UTC(year, 0, 1), timeZone), offsetAt(Date.UTC(year, 6, 1), timeZone));
}

/** The rules of a time zone: what its clock does during the calendar. */
function zoneLines({ timeZone, clock }: Calendar): string[] {
  const rules = clock.flatMap(({ start, offset }, at) => {
    const before = clock[at - 1]?.offset ?? offset;
    const kind = offset > standardOffset(start, timeZone) ? 'DAYLIGHT' : 'STANDARD';
    return [
      `BEGIN:${kind}`,
      `DTSTART:${local(start, before)}`,
      `TZOFFSETFROM:${signed(before)}`,
      `TZOFFSETTO:${signed(offset)}`,
      `END:${kind}`,
    ];
  });
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...rules, 'END:VTIMEZONE'];
}

function offsetOf(at: number, clock: readonly OffsetSpan[]): number {
  return clock.find(({ end }) => at < end)?.offset ?? clock.at(-1)?.offset ?? 0;
}

/** Whether the clock shows the time of an instant twice, because it is set back then. */
function isRepeated(at: number, clock: readonly OffsetSpan[]): boolean {
  return clock.some(({ end, offset }, place) => {
    const repeated = offset - (clock[place + 1]?.offset ?? offset);
    return at >= end - repeated && at < end + repeated;
  });
}

function eventLines(event: CalendarEvent, { timeZone, clock, now }: Calendar): string[] {
  // No local time tells the two apart.
  const inUtc = [event.start, event.end].some((at) => isRepeated(at.getTime(), clock));
  const time = (at: Date) =>
    inUtc ? `:${utc(at)}` : `;TZID=${timeZone}:${local(at.getTime(), offsetOf(at.getTime(), clock))}`;
  const optional = (name: string, text: string | null) => (text === null ? [] : [`${name}:${escaped(text)}`]);
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(now)}`,
    `CREATED:${utc(event.created)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART${time(event.start)}`,
    `DTEND${time(event.end)}`,
    `SUMMARY:${escaped(event.summary)}`,
    ...optional('LOCATION', event.location),
    ...optional('DESCRIPTION', event.description),
    `STATUS:${event.status}`,
    'END:VEVENT',
  ];
}

/** The calendar as a file. */
export function writeCalendar(calendar: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//mechanic-shop//appointments//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    `X-WR-TIMEZONE:${calendar.timeZone}`,
    ...zoneLines(calendar),
    ...calendar.events.flatMap((event) => eventLines(event, calendar)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
