import * as z from 'zod';

/**
 * An instant: ISO 8601 in UTC with milliseconds, `2026-11-20T09:30:00.000Z`.
 * @internal
 */
export const Instant = z.iso.datetime({ precision: 3 });
/**
 * An instant in an input: ISO 8601 in UTC, with or without seconds and their fraction, 1900 or later.
 * @internal
 */
export const InstantInput = z.iso
  .datetime('Use a time in UTC like 2026-11-20T09:30:00.000Z.')
  .refine((at) => at >= '1900', 'Use a time in 1900 or later.');
/**
 * A day, `YYYY-MM-DD`, 1900-01-01 to 2199-12-31.
 * @internal
 */
export const Day = z.iso
  .date('Use a date like 2026-11-20.')
  .refine((day) => day >= '1900-01-01' && day <= '2199-12-31', 'Use a date from 1900-01-01 to 2199-12-31.');
