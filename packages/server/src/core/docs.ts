import type { Features, Reason, Resource, RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import type { z } from 'zod';

/** Members of an input by name, wherever the route takes them from. */
export type Example = Readonly<Record<string, unknown>>;

/** What members mean, by their names. */
export type Members = Readonly<Record<string, string>>;

/** What the documents say of a procedure that its schemas and rights do not. A part of the procedure's meta. */
export interface ProcedureDocs<Answer = unknown> {
  summary: string;
  description: string;
  /** Why it may be refused, apart from what holds for every procedure of its kind. */
  reasons: readonly Reason[];
  /** An input that works against a fresh demo shop; one-time secrets only show their shape. */
  example: Example;
  /** What it answers to that. */
  answer: Answer;
  /** The row whose version the input names, if it is not what the procedure returns. */
  versioned?: { schema: z.ZodType; example: unknown };
  /** Members of the input that mean something else than elsewhere in the feature. */
  members?: Members;
  /** What differs under an alias of its path, by the alias's suffix. */
  underAlias?: Readonly<Record<string, { example?: Example; answer?: Answer }>>;
}

/** A type that the OpenAPI document names. */
export interface Model {
  schema: z.ZodType;
  description: string;
  /** Of the type itself and of what is nested in it without a name. */
  members: Members;
  /** The member that tells the variants of a union apart. */
  by?: string;
}

export function model(schema: z.ZodType, description: string, members: Members = {}): Model {
  return {
    schema,
    description,
    members,
  };
}

/** A union of named types that `by` tells apart. */
export function union(schema: z.ZodType, by: string, description: string): Model {
  return {
    ...model(schema, description),
    by,
  };
}

/** What holds for all procedures of a feature. */
export interface SharedDocs {
  /** The feature in one sentence. */
  tag: string;
  /** What its `NOT_FOUND` can be about. */
  resources: { readonly [R in Resource]?: true };
  /** What the members of its inputs mean. */
  members: Members;
  /** The types that it brings along. */
  models: Readonly<Record<string, Model>>;
}

/** All that the documents say of a feature; a procedure that is missing does not compile. */
export interface FeatureDocs<F extends keyof Features> extends SharedDocs {
  resources: Readonly<Record<Features[F]['resource'], true>>;
  procedures: {
    [P in keyof RouterInputs[F]]: ProcedureDocs<P extends keyof RouterOutputs[F] ? Answer<RouterOutputs[F][P]> : never>;
  };
}

/** What a procedure answers; of a stream, one of its events. */
type Answer<Output> = Output extends AsyncIterable<infer Sent> ? Sent : Output;

// What the examples share.

/** When the examples were called. */
export const EXAMPLE_NOW = '2026-11-20T09:30:00.000Z';

/** The answer to an import of one row, which creates one. */
export const created = (id: number) => ({
  created: 1,
  updated: 0,
  skipped: 0,
  refused: 0,
  rows: [{ row: 0, id, action: 'created' as const }],
});
export const examplePage = { limit: 20 };
export const EXAMPLE_PASSWORD = 'correct horse battery';
