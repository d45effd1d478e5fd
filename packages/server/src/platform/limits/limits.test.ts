import { describe, expect, test } from 'vitest';
import { createLimits, defaultRates, noLimits, tighter } from './limits.ts';
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
  test('each limit counts for itself, under its own name and rate', async () => {
    const limits = createLimits(defaultRates);
    for (let n = 0; n < 10; n++) expect(await limits.take('login-email', 'a')).toMatchObject({ allowed: true });
    expect(await limits.take('login-email', 'a')).toMatchObject({ policy: 'login-email', allowed: false });
    expect(await limits.take('login-address', 'a')).toMatchObject({ policy: 'login-address', remaining: 29 });
  });

  test('switched off, says nothing', async () => {
    expect(await noLimits.take('default', 'a')).toBeUndefined();
  });
});

describe('tighter', () => {
  test('a refusal goes before an allowance', () => {
    const refused = verdict({ allowed: false, remaining: 0 });
    const allowed = verdict({ remaining: 0 });
    expect(tighter(refused, allowed)).toBe(refused);
    expect(tighter(allowed, refused)).toBe(refused);
  });

  test('of two refusals the longer one, of two allowances the smaller one', () => {
    const long = verdict({ allowed: false, resetSeconds: 60 });
    expect(tighter(verdict({ allowed: false }), long)).toBe(long);
    const few = verdict({ remaining: 1 });
    expect(tighter(few, verdict({}))).toBe(few);
    expect(tighter(verdict({}), few)).toBe(few);
    expect(tighter(undefined, few)).toBe(few);
  });
});
