import { expect, onTestFinished, test, vi } from 'vitest';
import { canContinue, sameChoices } from './memory.ts';

const HOUR_MS = 3_600_000;

test('an import continues for its own account, and while the server knows its keys', () => {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const begun = Date.now();
  const unfinished = { name: 'a.csv', file: 'a.csv 1 1', names: ['name'], onMatch: 'skip', key: 'k' } as const;
  const of = (accountId: number) => ({ ...unfinished, names: ['name'], accountId, begun });
  vi.setSystemTime(23 * HOUR_MS - 1);
  expect([canContinue(of(1), 1), canContinue(of(1), 2)]).toEqual([true, false]);
  vi.setSystemTime(23 * HOUR_MS);
  expect(canContinue(of(1), 1)).toBe(false);
});

test('choices that are made back are the same', () => {
  const choices = { names: ['name', 'sku'], onMatch: 'refuse' as const };
  expect(sameChoices(choices, { ...choices, names: ['name', 'sku'] })).toBe(true);
  expect(sameChoices(choices, { ...choices, onMatch: 'skip' })).toBe(false);
  expect(sameChoices(choices, { ...choices, names: ['name', ''] })).toBe(false);
});
