import type { Closure, OpenSpan, OpeningHours, Shop, Weekday } from '@mechanic-shop/client';
import { allOf } from '../../ui/form/rows.ts';
import { weekdays } from '../calendar/weekdays.ts';

export interface TypedSpan extends OpenSpan {
  key: string;
}

export interface TypedClosure {
  key: string;
  from: string;
  to: string;
  note: string;
}

/** Opening hours and closures as they are typed. */
interface TypedHours {
  days: Readonly<Record<Weekday, readonly TypedSpan[]>>;
  closures: readonly TypedClosure[];
}

type Hours = Pick<Shop, 'openingHours' | 'closures'>;

/** The hours of each day, and the closures: what changes by itself. */
type HoursInput = OpeningHours & { closures: Closure[] };

/** The end of a day, and how a field for times shows it. */
const [END, TYPED_END] = ['24:00', '00:00'];

const eachDay = <V>(of: (day: Weekday) => V) =>
  Object.fromEntries(weekdays.map((day) => [day, of(day)])) as Record<Weekday, V>;

export function typedHours({ openingHours, closures }: Hours): TypedHours {
  return {
    days: eachDay((day) =>
      openingHours[day].map(({ from, to }, at) => ({ key: `span ${at}`, from, to: to === END ? TYPED_END : to })),
    ),
    closures: closures.map(({ from, to, note }, at) => ({ key: `closure ${at}`, from, to, note: note ?? '' })),
  };
}

function spanOf({ from, to }: TypedSpan): OpenSpan | undefined {
  return from === '' || to === '' ? undefined : { from, to: to === TYPED_END ? END : to };
}

/** A closure without a last day is of one day. */
function closureOf({ from, to, note }: TypedClosure): Closure | undefined {
  return from === '' ? undefined : { from, to: to || from, note: note.trim() || null };
}

/** The input of what is typed; undefined while a time or a day is missing. */
export function hoursOf({ days, closures }: TypedHours): HoursInput | undefined {
  const spans = eachDay((day) => allOf(days[day].map(spanOf)));
  const closed = allOf(closures.map(closureOf));
  return closed && isWhole(spans) ? { ...spans, closures: closed } : undefined;
}

/** What to send of changed hours: the days that changed replace those of the newest version. */
export function hoursChange({ closures, ...days }: Partial<HoursInput>, { openingHours }: Pick<Shop, 'openingHours'>) {
  return {
    ...(Object.keys(days).length > 0 && { openingHours: { ...openingHours, ...days } }),
    ...(closures && { closures }),
  };
}

const isWhole = (spans: Record<Weekday, OpenSpan[] | undefined>): spans is OpeningHours =>
  Object.values(spans).every((day) => day !== undefined);
