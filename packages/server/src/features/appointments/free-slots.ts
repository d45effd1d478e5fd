import { type Hours, type OpenSpan, type Span, closingTimes, openSpans } from './open-hours.ts';

const QUARTER_MS = 15 * 60_000;

/** What free slots are made of. */
export interface SlotSearch {
  hours: Hours;
  /** The first and the last instant at which a slot may start; the last is exclusive. */
  from: number;
  to: number;
  /** The length of a slot. Milliseconds. */
  length: number;
  /** For each active bay, what is taken, earliest first. */
  taken: readonly (readonly Span[])[];
}

/** The quarters of an hour of the shop's clock within a span. */
function* quartersIn({ start, end, offset }: OpenSpan): Generator<number> {
  for (let at = Math.ceil((start + offset) / QUARTER_MS) * QUARTER_MS - offset; at < end; at += QUARTER_MS) yield at;
}

/** Whether a bay is free, asked with rising times: what is over by then is not looked at again. */
function freeBay(taken: readonly Span[]): (span: Span) => boolean {
  let at = 0;
  return ({ start, end }) => {
    while ((taken[at]?.end ?? Infinity) <= start) at++;
    return (taken[at]?.start ?? Infinity) >= end;
  };
}

/** Every slot that is open throughout and has a free bay, earliest first. */
export function freeSlots({ hours, from, to, length, taken }: SlotSearch): Span[] {
  const open = openSpans(from, to + length, hours);
  const closing = closingTimes(open);
  const bays = taken.map(freeBay);
  const slots: Span[] = [];
  for (const [at, span] of open.entries()) {
    for (const start of quartersIn(span)) {
      const slot = { start, end: start + length };
      if (start >= to || slot.end > (closing[at] ?? 0)) break;
      if (bays.some((isFree) => isFree(slot))) slots.push(slot);
    }
  }
  return slots;
}
