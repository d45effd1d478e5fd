import { Customer, Ticket, pageOf } from '@mechanic-shop/shared';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { customer } from '../../features/customers/docs.ts';
import { ticket } from '../../features/tickets/example-ticket.ts';
import { quickCopy } from './quick-copy.ts';
import { stripToTypes } from './strip-to-types.ts';

/** Parses as answers are parsed; `byZod` tells which values zod had to parse. */
function parserOf(given: z.core.$ZodType) {
  const schema = stripToTypes(given);
  const byZod = vi.fn((value: unknown): unknown => z.parse(schema, value));
  return { parse: quickCopy(schema, byZod), byZod };
}

test.each<[string, z.core.$ZodType, object]>([
  ['customers', pageOf(Customer), customer],
  ['tickets', pageOf(Ticket), ticket],
  ['tickets with a discount', pageOf(Ticket), { ...ticket, discount: { kind: 'percent', percent: 10 } }],
])('a page of %s is copied as zod copies it, without what the schema does not name', (_, schema, item) => {
  const page = { nextCursor: null, hash: 'canary', items: [{ hash: 'canary', ...item }, item] };
  const { parse, byZod } = parserOf(schema);
  const copied = parse(page);
  expect(byZod).not.toHaveBeenCalled();
  expect(JSON.stringify(copied)).toBe(JSON.stringify(z.parse(stripToTypes(schema), page)));
  expect(JSON.stringify(copied)).not.toContain('canary');
});

const values = [null, undefined, 0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1n, '', 'a', 'c', true, [], ['a'], {}];
const members: Record<string, z.core.$ZodType> = {
  text: z.string(),
  short: z.string().max(0),
  number: z.number(),
  whole: z.int(),
  flag: z.boolean(),
  word: z.enum(['a', 'b']),
  literal: z.literal('a'),
  missing: z.string().optional(),
  preset: z.string().default('x'),
  nullable: z.string().nullable(),
  word_or_null: z.enum(['a', 'b']).nullable(),
  list: z.array(z.string()),
  nested: z.object({}),
  strict: z.strictObject({}),
  coerced: z.coerce.number(),
  changed: z.string().transform((text) => `${text}!`),
  refined: z.array(z.string()).refine((list) => list.length === 0),
  any: z.unknown(),
};

test.each(Object.entries(members))('each value as the member %s is taken or refused as by zod', (name, member) => {
  const schema = z.object({ [name]: member });
  const { parse } = parserOf(schema);
  const alone = stripToTypes(schema);
  for (const value of [...values.map((it) => ({ [name]: it })), {}, ...values]) {
    const outcome = z.safeParse(alone, value);
    if (outcome.success) expect(parse(value)).toStrictEqual(outcome.data);
    else expect(() => parse(value)).toThrow(z.core.$ZodError);
  }
});

test('zod says what is wrong', () => {
  const { parse } = parserOf(pageOf(Customer));
  expect(() => parse({ items: [customer, { ...customer, version: '1' }], nextCursor: null })).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: ['items', 1, 'version'] })] }),
  );
});

test('a schema that waits is left to the parser that can', () => {
  const schema = z.object({ a: z.string().refine(() => Promise.resolve(true)) });
  const parse = quickCopy(schema, (value) => z.parseAsync(schema, value));
  return expect(parse({ a: 'x' })).resolves.toEqual({ a: 'x' });
});
