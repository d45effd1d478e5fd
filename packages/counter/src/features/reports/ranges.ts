import { addDays } from '../calendar/times.ts';

/** The first and the last day of a report, both inclusive. */
export interface Range {
  from: string;
  to: string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** Whole months from the one that is `offset` months from that of a day; past years and months work by themselves. */
function months(day: string, offset: number, count: number): Range {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const firstOf = (at: number): string => `${year + Math.floor(at / 12)}-${pad((((at % 12) + 12) % 12) + 1)}-01`;
  const first = month - 1 + offset;
  return { from: firstOf(first), to: addDays(firstOf(first + count), -1) };
}

const monthOf = (day: string): number => Number(day.slice(5, 7)) - 1;

/** Ranges to choose from, by the day of today. */
export const ranges = {
  thisMonth: (today: string) => months(today, 0, 1),
  lastMonth: (today: string) => months(today, -1, 1),
  thisQuarter: (today: string) => months(today, -(monthOf(today) % 3), 3),
  lastQuarter: (today: string) => months(today, -(monthOf(today) % 3) - 3, 3),
  thisYear: (today: string) => months(today, -monthOf(today), 12),
  lastYear: (today: string) => months(today, -monthOf(today) - 12, 12),
};
export type RangeName = keyof typeof ranges;
export const rangeNames = Object.keys(ranges) as RangeName[];

interface SomeDays {
  from?: string | undefined;
  to?: string | undefined;
}

/** The range of an address; this year where it names none. A day that is missing is the other one. */
export function rangeOf({ from, to }: SomeDays, today: string): Range {
  if (from === undefined && to === undefined) return ranges.thisYear(today);
  return { from: from ?? to ?? today, to: to ?? from ?? today };
}

/** The name of a range, if it is one to choose from. */
export function nameOf({ from, to }: Range, today: string): RangeName | undefined {
  return rangeNames.find((name) => {
    const range = ranges[name](today);
    return range.from === from && range.to === to;
  });
}
