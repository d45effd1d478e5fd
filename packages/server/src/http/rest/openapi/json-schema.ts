import type { z } from 'zod';

export type Json = z.core.JSONSchema.JSONSchema;

/** Schemas that the document names. */
export type Schemas = Record<string, Json>;
