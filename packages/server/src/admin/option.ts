import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';

/** Parses an option value by the API's schema and reports what is wrong. */
export function parseAs<T>(schema: z.ZodType<T>) {
  return (text: string): T => {
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'Use another value.');
    return parsed.data;
  };
}
