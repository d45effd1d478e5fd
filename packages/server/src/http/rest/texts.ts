import { z } from 'zod';
import type { Route } from './routes.ts';

type FromText = (text: string) => unknown;

const WHOLE = /^(?:0|-?[1-9]\d{0,15})$/;
const DECIMAL = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{0,14}[1-9])?$/;
const booleans = new Map([
  ['true', true],
  ['false', false],
]);

// A text of the wrong type stays a text: the schema rejects it in order, after token and role.
const converters: Record<string, FromText> = {
  integer: (text) => (WHOLE.test(text) ? Number(text) : text),
  number: (text) => (DECIMAL.test(text) ? Number(text) : text),
  boolean: (text) => booleans.get(text) ?? text,
};
const asText: FromText = (text) => text;

/** How an input field is written as text, in the path or in the query. */
interface Written {
  read: FromText;
  /** Whether it may be repeated, which makes a list. */
  repeats: boolean;
  /** Whether one of it is a list, too. */
  isList: boolean;
}

const described = new WeakMap<z.ZodType, ReadonlyMap<string, Written>>();

interface Variant {
  type?: unknown;
  items?: unknown;
}

function variantsOf(schema: unknown): Variant[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return 'anyOf' in schema && Array.isArray(schema.anyOf) ? (schema.anyOf as Variant[]) : [schema];
}

function writtenAs(schema: unknown): Written {
  const variants = variantsOf(schema);
  const list = variants.find(({ type }) => type === 'array');
  const single = variants.find(({ type }) => typeof type === 'string' && type !== 'array');
  if (list && !single) return { ...writtenAs(list.items), repeats: true, isList: true };
  const read = converters[typeof single?.type === 'string' ? single.type : ''] ?? asText;
  return { read, repeats: list !== undefined, isList: false };
}

/**
 * Converters from text to the value of each input field, by the types of the schema. The schema stays unchanged: tRPC
 * clients send real numbers, and nothing is ever coerced for them.
 */
export function convertersOf({ input }: Pick<Route, 'input'>): ReadonlyMap<string, Written> {
  const known = described.get(input);
  if (known) return known;
  const { properties = {} } = z.toJSONSchema(input, { io: 'input' });
  const found = new Map(Object.entries(properties).map(([name, schema]) => [name, writtenAs(schema)]));
  described.set(input, found);
  return found;
}
