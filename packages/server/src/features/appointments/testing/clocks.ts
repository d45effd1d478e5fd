// The clocks of four zones by their laws, without Intl: what the clock shows is compared with it.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Midnight (UTC) of the `nth` Sunday of a month; -1 for the last. */
function sunday(year: number, month: number, nth: number): number {
  if (nth > 0) {
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    return Date.UTC(year, month - 1, 1 + ((7 - first) % 7) + 7 * (nth - 1));
  }
  const last = new Date(Date.UTC(year, month, 0));
  return last.getTime() - last.getUTCDay() * DAY;
}

interface Law {
  /** Minutes ahead of UTC, without and with summer time. */
  standard: number;
  summer: number;
  /** When summer time begins and ends in a year. */
  begins?: (year: number) => number;
  ends?: (year: number) => number;
}

export const laws = {
  // The European Union changes at 01:00 UTC.
  'Europe/Dublin': {
    standard: 0,
    summer: 60,
    begins: (year) => sunday(year, 3, -1) + HOUR,
    ends: (year) => sunday(year, 10, -1) + HOUR,
  },
  // The United States change at 02:00 of the local clock.
  'America/New_York': {
    standard: -300,
    summer: -240,
    begins: (year) => sunday(year, 3, 2) + 7 * HOUR,
    ends: (year) => sunday(year, 11, 1) + 6 * HOUR,
  },
  'Asia/Kolkata': { standard: 330, summer: 330 },
  // Half an hour, at 02:00 of the local clock; summer is around New Year.
  'Australia/Lord_Howe': {
    standard: 630,
    summer: 660,
    begins: (year) => sunday(year, 10, 1) + 2 * HOUR - 630 * MINUTE,
    ends: (year) => sunday(year, 4, 1) + 2 * HOUR - 660 * MINUTE,
  },
} satisfies Record<string, Law>;

export type Zone = keyof typeof laws;
export const zones = Object.keys(laws) as Zone[];

/** How far the clock is ahead of UTC, in milliseconds. */
export function offsetByLaw(zone: Zone, at: number): number {
  const { standard, summer, begins, ends }: Law = laws[zone];
  if (!begins || !ends) return standard * MINUTE;
  const year = new Date(at).getUTCFullYear();
  const [begin, end] = [begins(year), ends(year)];
  const isSummer = begin < end ? begin <= at && at < end : at < end || begin <= at;
  return (isSummer ? summer : standard) * MINUTE;
}

/** The instants at which the clocks of a zone change, 2026 to 2028. */
export function changesByLaw(zone: Zone): number[] {
  const { begins, ends }: Law = laws[zone];
  return [2026, 2027, 2028].flatMap((year) =>
    begins && ends ? [begins(year), ends(year)].toSorted((a, b) => a - b) : [],
  );
}
