import * as z from 'zod';
import { Line } from './values/text.ts';
import { Day } from './values/time.ts';

/** The days of a week, Monday first. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** A span of a day by the shop's clock. */
export interface OpenSpan {
  /** `HH:MM`, `00:00` to `23:59`. */
  from: string;
  /** `HH:MM`, after `from`, up to `24:00`. */
  to: string;
}

/** When the shop is open: up to 4 spans a day, in order, with time between them. A day without spans is closed. */
export type OpeningHours = Record<Weekday, OpenSpan[]>;

/** Days on which the shop is closed, both included. */
export interface Closure {
  from: string;
  to: string;
  note: string | null;
}

/** The most spans of a day. */
export const MAX_SPANS = 4;
/** The most closures of a shop. */
export const MAX_CLOSURES = 200;

const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const From = z.string().regex(new RegExp(`^${CLOCK}$`), 'Use a time like 08:00.');
const To = z.string().regex(new RegExp(`^(?:${CLOCK}|24:00)$`), 'Use a time like 17:00, at most 24:00.');
const Span = z
  .strictObject({ from: From, to: To })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Use a time after `from`.' });

function areApart(spans: readonly OpenSpan[]): boolean {
  return spans.every(({ from }, at) => at === 0 || from > (spans[at - 1]?.to ?? ''));
}
const Spans = z
  .array(Span)
  .max(MAX_SPANS)
  .refine(areApart, 'Give the spans in order, with time between one and the next.');

/** @internal */
export const OpeningHoursInput = z.strictObject({
  monday: Spans,
  tuesday: Spans,
  wednesday: Spans,
  thursday: Spans,
  friday: Spans,
  saturday: Spans,
  sunday: Spans,
});

/** @internal */
export const ClosuresInput = z
  .array(
    z
      .strictObject({
        from: Day,
        to: Day,
        note: Line(1, 200)
          .nullish()
          .transform((note) => note ?? null),
      })
      .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Use the same day as `from`, or a later one.' }),
  )
  .max(MAX_CLOSURES);

const shownSpans = z.array(z.object({ from: z.string(), to: z.string() }));
/** @internal */
export const OpeningHours: z.ZodType<OpeningHours> = z.object({
  monday: shownSpans,
  tuesday: shownSpans,
  wednesday: shownSpans,
  thursday: shownSpans,
  friday: shownSpans,
  saturday: shownSpans,
  sunday: shownSpans,
});
/** @internal */
export const Closure: z.ZodType<Closure> = z.object({ from: Day, to: Day, note: z.string().nullable() });
