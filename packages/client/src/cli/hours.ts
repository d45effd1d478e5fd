import { type Closure, type OpeningHours, type Shop, type Weekday, weekdays } from '@mechanic-shop/shared';
import { InvalidArgumentError } from 'commander';
import type { Entry } from './card.ts';
import { field, many } from './fields.ts';

/** The hours of a day as people type them: `08:00-12:00,13:00-17:00`, or `closed`. */
function spansText(spans: OpeningHours[Weekday]): string {
  return spans.length === 0 ? 'closed' : spans.map(({ from, to }) => `${from}-${to}`).join(', ');
}

function closureText({ from, to, note }: Closure): string {
  return `${from === to ? from : `${from} to ${to}`}${note === null ? '' : `: ${note}`}`;
}

/** Opening hours and closures, as the entries of a card. */
export function hoursEntries({ openingHours, closures }: Shop): Entry[] {
  return [
    ...weekdays.map((day): Entry => [day, spansText(openingHours[day])]),
    ...closures.map((closure): Entry => ['closed', closureText(closure)]),
  ];
}

type DayHours = Partial<OpeningHours>;

function readHours(typed: string): DayHours {
  const [, name = '', times = ''] = /^(\w+)=(.+)$/.exec(typed) ?? [];
  const day = weekdays.find((each) => each === name);
  const spans = times === 'closed' ? [] : times.split(',').map((span) => /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(span.trim()));
  if (!day || spans.some((span) => span === null)) {
    throw new InvalidArgumentError('Type a day and its hours, like monday=08:00-12:00,13:00-17:00 or sunday=closed.');
  }
  return { [day]: spans.map((span) => ({ from: span?.[1] ?? '', to: span?.[2] ?? '' })) };
}

function readClosure(typed: string): { from: string; to: string; note?: string } | null {
  if (typed === 'none') return null;
  const [, from, to = from, note] = /^(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?(?:=(.+))?$/.exec(typed) ?? [];
  if (from === undefined || to === undefined) {
    throw new InvalidArgumentError('Type a day or a period, like 2026-12-24..2027-01-01=Christmas, or none.');
  }
  return { from, to, ...(note !== undefined && { note }) };
}

export const hoursFields = {
  hours: many(
    field('--hours <day=hours>', 'hours of a day, like monday=08:00-12:00,13:00-17:00 or sunday=closed', readHours),
  ),
  closures: many(
    field('--closure <days>', 'closed days, like 2026-12-24..2027-01-01=Christmas; replaces all; or none', readClosure),
  ),
};

interface Typed {
  hours?: DayHours[];
  closures?: ReturnType<typeof readClosure>[];
}

/** What of hours and closures an update sends; days that were not typed stay as they are in `before`. */
export function changedHours({ hours, closures }: Typed, before: OpeningHours | undefined) {
  return {
    ...(hours && before && { openingHours: Object.assign({}, before, ...hours) as OpeningHours }),
    ...(closures && { closures: closures.filter((closure) => closure !== null) }),
  };
}
