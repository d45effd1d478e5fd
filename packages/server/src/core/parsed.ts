import type { z } from 'zod';

/** An input as the schema hands it on: trimmed, checked, defaults filled in. */
export type Parsed<Schema extends z.ZodType> = z.output<Schema>;
