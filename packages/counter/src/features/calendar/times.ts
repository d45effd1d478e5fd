import { useMemo } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTranslation } from '../../i18n/i18n.tsx';
import { localeOf } from '../../i18n/language.ts';

const MINUTE_MS = 60_000;
export const DAY_MINUTES = 1440;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day that is some days after another, such as `2026-11-20`. */
export function addDays(day: string, days: number): string {
  return new Date(midnight(day) + days * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10);
}

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(midnight(day)).getUTCDay() + 6) % 7));
}

/** What the shop's clock shows. */
export interface ShopClock {
  dayOf(instant: string): string;
  /** Minutes from the midnight with which a day begins, by the clock; negative before it. */
  minuteOn(day: string, instant: string): number;
  /** The instant of a minute of a day, in UTC. A time that the clock skips becomes one shortly after it. */
  instantAt(day: string, minute: number): string;
}

export function shopClock(timeZone: string): ShopClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  /** What the clock shows, as if it were UTC. */
  const shownAt = (at: number): number => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  return {
    dayOf: (instant) => new Date(shownAt(Date.parse(instant))).toISOString().slice(0, 10),
    minuteOn: (day, instant) => (shownAt(Date.parse(instant)) - midnight(day)) / MINUTE_MS,
    instantAt: (day, minute) => {
      const shown = midnight(day) + minute * MINUTE_MS;
      const first = 2 * shown - shownAt(shown);
      const second = shown + first - shownAt(first);
      const found = [first, second].find((at) => shownAt(at) === shown) ?? Math.max(first, second);
      return new Date(found).toISOString();
    },
  };
}

/** A minute of a day as form fields have it, `08:30`. */
export function typedTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The minute of a day of `08:30`. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function minutesBetween({ startsAt, endsAt }: { startsAt: string; endsAt: string }): number {
  return (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS;
}

interface Times extends ShopClock {
  today(): string;
  /** The time of an instant in the shop, as people write it. */
  time(instant: string): string;
  /** The same for a minute of a day. */
  timeOf(minute: number): string;
  /** A day with its weekday. */
  weekday(day: string): string;
}

/** Days and times by the shop's clock, in the language of the page. */
export function useTimes(): Times {
  const { timeZone } = useFormat().shop;
  const { language } = useTranslation();
  return useMemo(() => {
    const locale = localeOf(language);
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
    const clockTime = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
    const weekday = new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
    const clock = shopClock(timeZone);
    return {
      ...clock,
      today: () => clock.dayOf(new Date().toISOString()),
      time: (instant) => time.format(new Date(instant)),
      timeOf: (minute) => clockTime.format(new Date(minute * MINUTE_MS)),
      weekday: (day) => weekday.format(midnight(day)),
    };
  }, [language, timeZone]);
}
