import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';

/** Reads an option's value as the API would, and says what is wrong with it. */
export const as =
  <T>(schema: z.ZodType<T>) =>
  (text: string): T => {
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'Use another value.');
    return parsed.data;
  };
