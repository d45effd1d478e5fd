import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';

/** Reads an option's value as the API would, and says what is wrong with it. */
export function as<T>(schema: z.ZodType<T>) {
  return (text: string): T => {
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'Use another value.');
    return parsed.data;
  };
}
