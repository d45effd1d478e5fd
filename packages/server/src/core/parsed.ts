import type { z } from 'zod';

/** A validated input: trimmed, checked, with defaults. */
export type Parsed<Schema extends z.ZodType> = z.output<Schema>;
