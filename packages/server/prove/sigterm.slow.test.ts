import { expect, test } from 'vitest';
import { proveSigterm } from './sigterm.ts';

test('a server under load that gets SIGTERM answers every running call correctly', async () => {
  const { broken, figures } = await proveSigterm({ callers: 16, afterMs: 500 });
  expect(broken).toEqual([]);
  expect(figures['calls answered']).toBeGreaterThan(50);
  expect(figures['acknowledged and stored changes']).toBeGreaterThan(10);
});
