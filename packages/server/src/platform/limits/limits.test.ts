import { describe, expect, test } from 'vitest';
import { createLimits, defaultRates, noLimits, stricter } from './limits.ts';
import type { Verdict } from './window.ts';

function verdict(values: Partial<Verdict>): Verdict {
  return {
    policy: 'default',
    rate: defaultRates.default,
    allowed: true,
    remaining: 5,
    resetSeconds: 10,
    ...values,
  };
}

describe('createLimits', () => {
  test('createLimits counts each limit separately, under its own name and rate', async () => {
    const limits = createLimits(defaultRates);
    for (let n = 0; n < 10; n++) expect(await limits.take('login-email', 'a')).toMatchObject({ allowed: true });
    expect(await limits.take('login-email', 'a')).toMatchObject({ policy: 'login-email', allowed: false });
    expect(await limits.take('login-address', 'a')).toMatchObject({ policy: 'login-address', remaining: 29 });
  });

  test('createLimits returns nothing when switched off', async () => {
    expect(await noLimits.take('default', 'a')).toBeUndefined();
  });
});

describe('tighter', () => {
  test('tighter prefers a refusal to an allowance', () => {
    const refused = verdict({ allowed: false, remaining: 0 });
    const allowed = verdict({ remaining: 0 });
    expect(stricter(refused, allowed)).toBe(refused);
    expect(stricter(allowed, refused)).toBe(refused);
  });

  test('tighter picks the longer of two refusals and the smaller of two allowances', () => {
    const long = verdict({ allowed: false, resetSeconds: 60 });
    expect(stricter(verdict({ allowed: false }), long)).toBe(long);
    const few = verdict({ remaining: 1 });
    expect(stricter(few, verdict({}))).toBe(few);
    expect(stricter(verdict({}), few)).toBe(few);
    expect(stricter(undefined, few)).toBe(few);
  });
});
