import { expect, test } from 'vitest';
import { createLimits, defaultRates } from '../platform/limits/limits.ts';
import { spend } from './spend.ts';

test('a refusal reports the wait of its own limit, whatever other limits reported before', async () => {
  const limits = createLimits({
    ...defaultRates,
    register: { points: 1, seconds: 3600 },
    refresh: { points: 1, seconds: 60 },
  });
  const call = { shop: { limits }, limit: { who: 'address a' } };
  const waits = [];
  for (const name of ['register', 'register', 'refresh', 'refresh'] as const) {
    try {
      await spend(call, name, 'a');
    } catch (error) {
      waits.push([name, error]);
    }
  }
  expect(waits).toEqual([
    ['register', expect.objectContaining({ reason: 'RATE_LIMITED', details: { retryAfterSeconds: 3600 } })],
    ['refresh', expect.objectContaining({ reason: 'RATE_LIMITED', details: { retryAfterSeconds: 60 } })],
  ]);
  // The headers report the longest wait.
  expect(call.limit).toMatchObject({ verdict: { policy: 'register', resetSeconds: 3600 } });
  expect(limits.refused).toMatchObject({ register: 1, refresh: 1 });
});
