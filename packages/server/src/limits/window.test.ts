import { describe, expect, test } from 'vitest';
import { localWindow } from './window.ts';

describe('localWindow', () => {
  const rate = { points: 3, seconds: 60 };

  test('allows as many as its points in one window, then refuses until it ends', async () => {
    let clock = 1_000;
    const window = localWindow('test', rate, () => clock);
    const verdicts = [1, 2, 3, 4].map(async () => window.take('a'));
    expect(await Promise.all(verdicts)).toEqual(
      [2, 1, 0, 0].map((remaining, n) => ({ policy: 'test', rate, allowed: n < 3, remaining, resetSeconds: 60 })),
    );
    clock += 59_999;
    expect(await window.take('a')).toMatchObject({ allowed: false, resetSeconds: 1 });
    clock += 1;
    expect(await window.take('a')).toMatchObject({ allowed: true, remaining: 2, resetSeconds: 60 });
  });

  test('locks nobody out for longer where the clock is set back', async () => {
    let clock = 3_600_000;
    const window = localWindow('test', rate, () => clock);
    for (let n = 0; n < 4; n++) await window.take('a');
    clock = 0;
    expect(await window.take('a')).toMatchObject({ allowed: true, resetSeconds: 60 });
  });

  test('counts each key for itself', async () => {
    const window = localWindow('test', { points: 1, seconds: 60 });
    expect(await window.take('a')).toMatchObject({ allowed: true });
    expect(await window.take('b')).toMatchObject({ allowed: true });
    expect(await window.take('a')).toMatchObject({ allowed: false });
  });
});
