import type { z } from 'zod';

export type Json = z.core.JSONSchema.JSONSchema;

/** Named schemas of the document. */
export type Schemas = Record<string, Json>;
