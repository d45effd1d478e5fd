import { describe, expect, test, vi } from 'vitest';
import { createCache } from './cache.ts';

const row = (n: number) => Promise.resolve({ n });

describe('createCache', () => {
  test('createCache loads a row once and keeps it for less than a second', async () => {
    let clock = 0;
    const cache = createCache<{ n: number }>(10, { uptime: () => clock, clock: () => clock });
    const load = vi.fn(() => row(1));
    expect(await cache.get('a', load)).toEqual({ n: 1 });
    clock = 899;
    expect(cache.get('a', load)).toEqual({ n: 1 });
    expect(load).toHaveBeenCalledTimes(1);
    clock = 900;
    await cache.get('a', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test.each([3_600_000, -3_600_000, 900])(
    'createCache does not extend the lifetime when the clock is set by %i ms',
    async (by) => {
      let [uptime, clock] = [0, 5_000_000];
      const cache = createCache<{ n: number }>(10, { uptime: () => uptime, clock: () => clock });
      await cache.get('a', () => row(1));
      uptime = 100;
      clock += by;
      expect(await cache.get('a', () => row(2))).toEqual({ n: 2 });
    },
  );

  test('createCache does not extend the lifetime when the clock runs backwards', async () => {
    let uptime = 0;
    const cache = createCache<{ n: number }>(10, { uptime: () => uptime, clock: () => 0 });
    await cache.get('a', () => row(1));
    uptime = 899;
    expect(cache.get('a', () => row(2))).toEqual({ n: 1 });
    uptime = 900;
    expect(await cache.get('a', () => row(2))).toEqual({ n: 2 });
  });

  test('createCache counts loading time towards the lifetime', async () => {
    let clock = 0;
    const cache = createCache<{ n: number }>(10, { uptime: () => clock, clock: () => clock });
    await cache.get('a', async () => {
      clock = 500;
      return row(1);
    });
    clock = 899;
    expect(cache.get('a', () => row(2))).toEqual({ n: 1 });
    clock = 900;
    expect(await cache.get('a', () => row(2))).toEqual({ n: 2 });
  });

  test('createCache runs one query for concurrent requests of the same key', async () => {
    const cache = createCache<{ n: number }>(10);
    const load = vi.fn(() => row(1));
    await Promise.all(Array.from({ length: 50 }, async () => cache.get('a', load)));
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('createCache does not cache a row invalidated while it loads', async () => {
    const cache = createCache<{ n: number }>(10);
    const first = Promise.withResolvers<{ n: number }>();
    const old = cache.get('a', () => first.promise);
    cache.forget('a');
    expect(await cache.get('a', () => row(2))).toEqual({ n: 2 });
    first.resolve({ n: 1 });
    expect(await old).toEqual({ n: 1 });
    expect(await cache.get('a', () => row(3))).toEqual({ n: 2 });
  });

  test('createCache does not cache a failed load', async () => {
    const cache = createCache<{ n: number }>(10);
    await expect(cache.get('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(await cache.get('a', () => row(1))).toEqual({ n: 1 });
  });

  test('createCache is bounded and can be cleared', async () => {
    const cache = createCache<{ n: number }>(10);
    for (let n = 0; n < 100; n++) await cache.get(n, () => row(n));
    expect(cache.size).toBe(10);
    cache.forgetAll();
    expect(cache.size).toBe(0);
  });

  test('createCache invalidates a group, and only its current members', async () => {
    const cache = createCache<{ n: number }>(4, { groupOf: ({ n }) => n });
    for (const [key, n] of Object.entries({ a: 1, b: 1, c: 2 })) await cache.get(key, () => row(n));
    cache.forget('b');
    await cache.get('b', () => row(2));
    cache.forgetGroup(1);
    expect(await cache.get('a', () => row(9))).toEqual({ n: 9 });
    expect([cache.get('b', () => row(9)), cache.get('c', () => row(9))]).toEqual([{ n: 2 }, { n: 2 }]);
    cache.forgetGroup(2);
    expect(cache.size).toBe(1);
    cache.forgetGroup(3);
    expect(cache.size).toBe(1);
  });

  test('createCache removes an evicted row from its group', async () => {
    const cache = createCache<{ n: number }>(2, { groupOf: () => 1 });
    for (const key of ['a', 'b', 'c']) await cache.get(key, () => row(1));
    cache.forgetGroup(1);
    expect(cache.size).toBe(0);
  });
});
