import { expect, test } from 'vitest';
import { proveSigterm } from './sigterm.ts';

test('a server that is told to end under load gives every call it has begun its true answer', async () => {
  const { broken, figures } = await proveSigterm({ callers: 16, afterMs: 500 });
  expect(broken).toEqual([]);
  expect(figures['calls answered']).toBeGreaterThan(50);
  expect(figures['changes acknowledged and kept']).toBeGreaterThan(10);
});
