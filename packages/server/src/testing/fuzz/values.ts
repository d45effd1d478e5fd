import fc from 'fast-check';
import { z } from 'zod';
import { nastyJson, nastyNames, nastyTexts } from './nasty.ts';

/** Values as JSON text, because JSON can express what JavaScript cannot: 1e400, duplicate properties. */
export type JsonText = fc.Arbitrary<string>;

/** The part of JSON Schema that the input schemas use. */
interface Shape {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  maxItems?: number;
  multipleOf?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
  examples?: string[];
}

const json = (value: unknown): string => JSON.stringify(value);

function integer({ minimum = -1000, maximum = Number.MAX_SAFE_INTEGER }: Shape): fc.Arbitrary<number> {
  return fc.oneof(
    // The ids of a small shop.
    { weight: 6, arbitrary: fc.integer({ min: minimum, max: Math.min(maximum, Math.max(minimum, 0) + 12) }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
    { weight: 1, arbitrary: fc.integer({ min: minimum, max: maximum }) },
  );
}

/** Numbers with decimals: whole multiples of the smallest step. */
function decimal({ multipleOf = 0.001, minimum = 0, maximum = 1_000_000 }: Shape): fc.Arbitrary<number> {
  const perOne = Math.round(1 / multipleOf);
  const steps = { minimum: Math.round(minimum * perOne), maximum: Math.round(maximum * perOne) };
  return fc.oneof(
    integer({ minimum: Math.ceil(minimum), maximum }),
    integer(steps).map((step) => step / perOne),
  );
}

function text({ minLength = 0, maxLength = 60, format, pattern = '', examples }: Shape): fc.Arbitrary<string> {
  // Of a list that the schema does not spell out.
  if (examples) return fc.constantFrom(...examples);
  if (format === 'email') return fc.integer({ min: 1, max: 30 }).map((n) => `Fuzz.${n}+x@example.com`);
  if (format === 'date') {
    return fc
      .integer({ min: -25_567, max: 84_005 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  }
  if (format === 'date-time') {
    // From before the first to after the last that inputs take.
    return fc
      .date({ min: new Date('1890-01-01'), max: new Date('2210-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString());
  }
  if (pattern.includes('[0-5]')) return fc.stringMatching(/^[01]\d:[0-5]\d$/);
  if (pattern.includes('{17}')) return fc.stringMatching(/^[A-HJ-NPR-Z0-9]{17}$/);
  const most = Math.max(minLength, Math.min(maxLength, 40));
  return fc.oneof(
    fc
      .string({ minLength: Math.max(minLength, 8), maxLength: Math.max(most, 8) })
      .map((said) => `a${said}z`.slice(0, maxLength)),
    fc.string({ unit: 'grapheme', minLength, maxLength: most }),
    fc.string({ unit: 'binary', minLength, maxLength: most }),
    fc.constant('ä'.repeat(Math.min(maxLength, 5_000))),
    fc.constantFrom("a'b", '100%', 'x_y', 'Ada Lovelace', '日本語 テスト', '+49 30 1234', 'İstanbul'),
  );
}

/** Values that the schema describes as valid; refinements may still reject them. */
function valid(shape: Shape): JsonText {
  if ('const' in shape) return fc.constant(json(shape.const));
  if (shape.enum) return fc.constantFrom(...shape.enum.map(json));
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map(valid));
  switch (shape.type) {
    case 'integer':
      return integer(shape).map(json);
    case 'number':
      return decimal(shape).map(json);
    case 'boolean':
      return fc.boolean().map(json);
    case 'null':
      return fc.constant('null');
    case 'array':
      return fc
        .array(valid(shape.items ?? {}), { maxLength: shape.maxItems ?? 5 })
        .map((items) => `[${items.join(',')}]`);
    case 'object':
      return objectOf(shape, valid);
    default:
      return text(shape).map(json);
  }
}

/** Values just outside the schema. */
function nearly(shape: Shape): JsonText {
  const { multipleOf, minimum, maximum, minLength, maxLength, maxItems } = shape;
  const beyond = [
    ...(multipleOf === undefined ? [] : [String(1 + multipleOf / 10), String(multipleOf / 3)]),
    ...(minimum === undefined ? [] : [String(minimum - 1), String(minimum + 0.5)]),
    ...(maximum === undefined ? [] : [String(maximum + 1), `${maximum}0`]),
    ...(minLength === undefined || minLength < 1
      ? []
      : [json('a'.repeat(minLength - 1)), json(' '.repeat(minLength + 5))]),
    ...(maxLength === undefined ? [] : [json('a'.repeat(maxLength + 1)), json('\ud800'), json('a\0')]),
    ...(maxItems === undefined ? [] : [`[${'1,'.repeat(maxItems)}1]`, '[1,1]']),
    ...(shape.enum ?? []).map((value) => json(String(value).toUpperCase())),
    'null',
    '"1"',
    '[]',
  ];
  return fc.constantFrom(...beyond);
}

const nasty: JsonText = fc.oneof(
  fc.constantFrom(...nastyJson),
  fc.constantFrom(...nastyTexts).map(json),
  fc.string({ unit: 'binary', maxLength: 30 }).map(json),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => json(String.fromCharCode(...codes))),
  fc.double().map((n) => String(n).replace(/NaN|-?Infinity/, '1e999')),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.json({ maxDepth: 3 }),
);

function objectOf({ properties = {}, required = [] }: Shape, member: (shape: Shape) => JsonText): JsonText {
  return fc
    .record(Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, member(shape)])), {
      requiredKeys: required,
    })
    .map(
      (members) =>
        `{${Object.entries(members)
          .map(([name, value]) => `${json(name)}:${value}`)
          .join(',')}}`,
    );
}

function spoiled(shape: Shape): JsonText {
  return fc.oneof(
    { weight: 6, arbitrary: valid(shape) },
    { weight: 2, arbitrary: nearly(shape) },
    { weight: 2, arbitrary: nasty },
  );
}

function withAnother(object: string, name: string, value: string): string {
  return `${object.slice(0, -1)}${object === '{}' ? '' : ','}${json(name)}:${value}}`;
}

function ofShape(shape: Shape): JsonText {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return fc.oneof(...choices.map(ofShape));
  return fc.oneof(
    { weight: 8, arbitrary: valid(shape) },
    { weight: 8, arbitrary: objectOf(shape, spoiled) },
    {
      weight: 1,
      arbitrary: fc.tuple(valid(shape), fc.constantFrom(...nastyNames), nasty).map((all) => withAnother(...all)),
    },
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.constant('') },
  );
}

/** Inputs for a schema as JSON: valid, nearly valid and nasty ones; the empty text is a missing input. */
export const inputsFor = (schema: z.ZodType): JsonText => ofShape(z.toJSONSchema(schema, { io: 'input' }) as Shape);

/** A valid input of a schema; the same at every run. */
export function someInputFor(schema: z.ZodType): unknown {
  for (const json of fc.sample(valid(z.toJSONSchema(schema, { io: 'input' }) as Shape), { seed: 1, numRuns: 1000 })) {
    const value: unknown = JSON.parse(json);
    if (schema.safeParse(value).success) return value;
  }
  throw new Error('None of a thousand inputs was valid.');
}
