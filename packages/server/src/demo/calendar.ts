const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const isWorkday = (day: Date): boolean => day.getUTCDay() !== 0 && day.getUTCDay() !== 6;

/** Midnight (UTC) of the `back`th working day before today; `back` is 1 or more. */
export function workdayBefore(now: Date, back: number): Date {
  let day = new Date(now.getTime() - (now.getTime() % DAY));
  for (let left = back; left > 0; left -= isWorkday(day) ? 1 : 0) day = new Date(day.getTime() - DAY);
  return day;
}

/** The same instant some minutes later. */
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);

/** `YYYY-MM-DD` of the day this many days later. */
export function dayAfter(at: Date, days: number): string {
  return new Date(at.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** Midnight (UTC) of the `ahead`th working day after today; 0 is today itself, or the working day after it. */
export function workdayAfter(now: Date, ahead: number): Date {
  let day = new Date(now.getTime() - (now.getTime() % DAY));
  for (let left = ahead; left > 0 || !isWorkday(day); left -= isWorkday(day) ? 1 : 0) {
    day = new Date(day.getTime() + DAY);
  }
  return day;
}
