import { Customer, Profile, Ticket, pageOf } from '@mechanic-shop/shared';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { stripToTypes } from './strip-to-types.ts';

const part = (schema: z.core.$ZodType, value: unknown): unknown => z.parse(stripToTypes(schema), value);

test('fields that a schema does not name are removed at any depth', () => {
  const schema = z.object({ items: z.array(z.object({ who: z.object({ id: z.int() }).nullable() })) });
  const value = { items: [{ who: { id: 1, hash: 'canary' }, hash: 'canary' }, { who: null }], hash: 'canary' };
  expect(part(schema, value)).toEqual({ items: [{ who: { id: 1 } }, { who: null }] });
});

test('types are checked, formats and ranges are not', () => {
  const schema = z.object({ id: z.int().min(1), at: z.iso.datetime(), text: z.string().max(1) });
  expect(part(schema, { id: 0.5, at: 'x', text: 'long' })).toEqual({ id: 0.5, at: 'x', text: 'long' });
  for (const wrong of [{ id: '1' }, { at: 1 }, { text: null }, { text: undefined }]) {
    expect(() => part(schema, { id: 1, at: 'x', text: 'a', ...wrong })).toThrow(z.core.$ZodError);
  }
});

test('unknown schemas stay unchanged', () => {
  const word = z.enum(['a', 'b']);
  const strict = z.strictObject({ a: z.string() });
  expect([stripToTypes(word), stripToTypes(strict), stripToTypes(Profile)]).toEqual([word, strict, Profile]);
});

test('pages of the contract are handled', () => {
  for (const schema of [pageOf(Customer), pageOf(Ticket)]) expect(stripToTypes(schema)).not.toBe(schema);
});
