import { describe, expect, test } from 'vitest';
import { type LocalWindow, localWindow } from './window.ts';

describe('localWindow', () => {
  const rate = { points: 3, seconds: 60 };

  test('localWindow allows its points in one window, then refuses until it ends', () => {
    let clock = 1_000;
    const window = localWindow('test', rate, () => clock);
    const verdicts = [1, 2, 3, 4].map(() => window.take('a'));
    expect(verdicts).toEqual(
      [2, 1, 0, 0].map((remaining, n) => ({ policy: 'test', rate, allowed: n < 3, remaining, resetSeconds: 60 })),
    );
    clock += 59_999;
    expect(window.take('a')).toMatchObject({ allowed: false, resetSeconds: 1 });
    clock += 1;
    expect(window.take('a')).toMatchObject({ allowed: true, remaining: 2, resetSeconds: 60 });
  });

  test('localWindow counts each key separately', () => {
    const window = localWindow('test', { points: 1, seconds: 60 });
    expect(window.take('a')).toMatchObject({ allowed: true });
    expect(window.take('b')).toMatchObject({ allowed: true });
    expect(window.take('a')).toMatchObject({ allowed: false });
  });

  describe('localWindow with more keys than it can remember', () => {
    const room = 1_000;
    const flood = (window: LocalWindow, from: number, keys: number, each = 1) => {
      for (let key = from; key < from + keys; key++) for (let n = 0; n < each; n++) window.take(`other ${key}`);
    };
    const open = () => {
      const time = { ms: 1_000 };
      return { time, window: localWindow('test', rate, () => time.ms, room) };
    };

    test('an exhausted key gets no new attempts', () => {
      const { time, window } = open();
      for (let n = 0; n < 3; n++) window.take('a');
      time.ms += 10_000;
      flood(window, 0, 50 * room);
      expect(window.take('a')).toMatchObject({ allowed: false, resetSeconds: 50 });
      // Until the flood's windows end, a key may share the remaining points of others.
      time.ms += 120_000;
      expect(window.take('a')).toMatchObject({ allowed: true, remaining: 2 });
    });

    test('a key with some points left gets no more than those', () => {
      const { window } = open();
      for (let n = 0; n < 2; n++) window.take('a');
      flood(window, 0, 5 * room);
      window.take('a');
      flood(window, 5 * room, 5 * room);
      expect(window.take('a')).toMatchObject({ allowed: false, remaining: 0 });
    });

    test('no key gets new attempts when more are exhausted than fit', () => {
      const { time, window } = open();
      flood(window, 0, 3 * room, 3);
      flood(window, 3 * room, 3 * room);
      time.ms += 30_000;
      const verdicts = Array.from({ length: 3 * room }, (_, key) => window.take(`other ${key}`));
      expect(verdicts.filter(({ allowed }) => allowed)).toEqual([]);
    });

    test('nearly all other keys continue at once, and all of them two windows later', () => {
      const { time, window } = open();
      flood(window, 0, 20 * room, 3);
      const isAllowed = (key: string): boolean => window.take(key).allowed;
      const passing = (from: number) => Array.from({ length: 1_000 }, (_, n) => isAllowed(`later ${from + n}`));
      expect(passing(0).filter(Boolean).length).toBeGreaterThan(850);
      time.ms += 120_000;
      expect(passing(1_000).every(Boolean)).toBe(true);
      expect(isAllowed('other 5')).toBe(true);
    });
  });
});
