import { z } from 'zod';
import { proceduresOf } from '../api/procedures.ts';
import type { Example } from '../core/docs.ts';
import { appRouter } from '../router.ts';
import type { Caller } from './testing.ts';

export interface ProcedureFacts {
  path: string;
  type: string;
  access: string | undefined;
  /** What a call succeeds with in a fresh demo shop, as the documents show it. */
  example: Example;
  /** Whether nothing is an input; the contract's types say the same, as router.ts proves. */
  takesNothing: boolean;
  /** The fields of its input, in all variants. */
  members: string[];
}

interface Shape {
  properties?: Record<string, unknown>;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

function membersOf(shape: Shape): string[] {
  return [
    ...Object.keys(shape.properties ?? {}),
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap(membersOf),
  ];
}

function inputMembers(schema: unknown): string[] {
  if (!(schema instanceof z.ZodType)) return [];
  return [...new Set(membersOf(z.toJSONSchema(schema, { io: 'input' })))];
}

/** Every procedure of the router with its metadata. */
export const procedures: ProcedureFacts[] = proceduresOf(appRouter).map(({ path, type, access, meta, inputs }) => ({
  path,
  type,
  access,
  example: meta?.example ?? {},
  takesNothing: inputs.every((input) => input instanceof z.ZodType && input.safeParse(undefined).success),
  members: inputs.flatMap(inputMembers),
}));

/** Calls a procedure by path with any input. */
export async function callByPath(call: Caller, path: string, input?: unknown): Promise<unknown> {
  const [feature = '', name = ''] = path.split('.');
  // Paths are texts, so no type says what belongs to one.
  const features = call as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  const procedure = features[feature]?.[name];
  if (!procedure) throw new Error(`There is no procedure ${path}.`);
  return procedure(input);
}
