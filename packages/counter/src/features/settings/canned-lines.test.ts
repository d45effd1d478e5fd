import type { CannedJob } from '@mechanic-shop/client';
import { describe, expect, test } from 'vitest';
import { jobOf, noExtra, noLabor, typedJob } from './canned-lines.ts';

const job: CannedJob = {
  id: 1,
  name: 'Oil change',
  description: null,
  labor: [
    { description: 'Drain', hours: 0.5, rateCents: null, priceCents: null },
    { description: 'Wash', hours: null, rateCents: null, priceCents: 1500 },
  ],
  parts: [{ partId: 7, quantity: 4.3 }],
  extras: [{ kind: 'fee', description: 'Old oil', amountCents: 250 }],
  version: 3,
  createdAt: '2026-11-20T10:00:00.000Z',
};

test('a canned job is typed as texts and read back', () => {
  const { id: _id, version: _version, createdAt: _at, ...input } = job;
  expect(jobOf(typedJob(job))).toEqual(input);
  expect(jobOf({ ...typedJob(undefined), name: 'New' })).toEqual({
    name: 'New',
    description: null,
    labor: [],
    parts: [],
    extras: [],
  });
});

describe('what is not valid', () => {
  const typed = typedJob(job);
  test.each([
    ['no name', { ...typed, name: ' ' }],
    ['labor without hours or a price', { ...typed, labor: [{ key: 'a', ...noLabor, description: 'x' }] }],
    ['labor with a rate that is no money', { ...typed, labor: [{ ...typed.labor[0]!, rate: 'x' }] }],
    ['a part without a quantity', { ...typed, parts: [{ key: 'a', partId: 1, quantity: '' }] }],
    ['a fee without an amount', { ...typed, extras: [{ key: 'a', ...noExtra, description: 'x' }] }],
  ])('%s gives no input', (_name, wrong) => {
    expect(jobOf(wrong)).toBeUndefined();
  });
});
