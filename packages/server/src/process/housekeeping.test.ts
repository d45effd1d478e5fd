import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idempotencyKeys } from '../api/idempotency-table.ts';
import { refreshTokens, resetCodes, sessions } from '../features/accounts/table.ts';
import { type TestShop, createTestShop } from '../testing/testing.ts';
import { cleanUp, startHousekeeping, cautiousClock } from './housekeeping.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop();
});
afterEach(() => shop.close());

async function counts() {
  const { read } = shop.shop.database;
  const [keys, tokens, logins, codes] = await Promise.all([
    read.$count(idempotencyKeys),
    read.$count(refreshTokens),
    read.$count(sessions),
    read.$count(resetCodes),
  ]);
  return { keys, tokens, logins, codes };
}

test('cleanUp deletes expired rows and keeps the rest', async () => {
  const cara = await shop.customer();
  const mia = await shop.mechanic();
  await mia.call.auth.createResetCode({ accountId: cara.id });
  const keyed = await shop.withToken(mia.session.token, 'key-1');
  await keyed.inventory.create({ name: 'Bolt', priceCents: 10 });
  expect(await counts()).toEqual({ keys: 1, tokens: 2, logins: 2, codes: 1 });

  shop.advance(DAY);
  expect(await cleanUp(shop.shop)).toBe(0);
  expect(await counts()).toEqual({ keys: 1, tokens: 2, logins: 2, codes: 1 });

  shop.advance(1);
  expect(await cleanUp(shop.shop)).toBe(1);
  expect(await counts()).toEqual({ keys: 0, tokens: 2, logins: 2, codes: 1 });

  shop.advance(30 * DAY);
  expect(await cleanUp(shop.shop)).toBe(3);
  expect(await counts()).toEqual({ keys: 0, tokens: 0, logins: 2, codes: 0 });

  shop.advance(30 * DAY);
  expect(await cleanUp(shop.shop)).toBe(2);
  expect(await counts()).toEqual({ keys: 0, tokens: 0, logins: 0, codes: 0 });
});

test('cleanUp works through more than one batch', async () => {
  const mia = await shop.mechanic();
  const createdAt = shop.shop.now();
  await shop.shop.database.write((tx) =>
    tx.insert(idempotencyKeys).values(
      Array.from({ length: 1200 }, (_, n) => ({
        accountId: mia.id,
        key: `key ${n}`,
        procedure: 'inventory.create',
        inputDigest: 'x',
        answer: '{}',
        createdAt,
      })),
    ),
  );
  shop.advance(2 * DAY);
  expect(await cleanUp(shop.shop)).toBe(1200);
  expect((await counts()).keys).toBe(0);
});

test('housekeeping begins soon after the start, repeats hourly and survives failures', async () => {
  const write = vi.fn().mockRejectedValue(new Error('disk full'));
  const onError = vi.fn();
  // Its own timers: those of other tests and of the shop keep running.
  const soon = setTimeout(() => {});
  const hourly = setInterval(() => {}, HOUR);
  const timers = { setTimeout: vi.fn((_run: () => void) => soon), setInterval: vi.fn((_run: () => void) => hourly) };
  const clears = [vi.spyOn(globalThis, 'clearTimeout'), vi.spyOn(globalThis, 'clearInterval')] as const;
  try {
    const database = { ...shop.shop.database, write };
    const { stop } = startHousekeeping({ ...shop.shop, database }, onError, { timers });
    expect(timers.setTimeout).toHaveBeenCalledExactlyOnceWith(expect.any(Function), 5_000);
    expect(timers.setInterval).toHaveBeenCalledExactlyOnceWith(expect.any(Function), HOUR);
    for (const [n, timer] of [timers.setTimeout, timers.setInterval, timers.setInterval].entries()) {
      timer.mock.calls[0]?.[0]();
      await expect.poll(() => onError.mock.calls.length).toBe(n + 1);
      expect(write).toHaveBeenCalledTimes(n + 1);
    }
    await stop();
    expect(clears[0]).toHaveBeenCalledWith(soon);
    expect(clears[1]).toHaveBeenCalledWith(hourly);
  } finally {
    for (const clear of clears) clear.mockRestore();
    clearTimeout(soon);
    clearInterval(hourly);
  }
});

test('cautiousClock follows a clock set ahead only after a day, and one set back immediately', () => {
  let [clock, uptime] = [1000 * DAY, 0];
  const cautious = cautiousClock(
    () => new Date(clock),
    () => uptime,
  );
  const pass = (): number => {
    clock += HOUR;
    uptime += HOUR;
    return cautious().getTime();
  };
  cautious();
  expect(pass()).toBe(1000 * DAY + HOUR);
  clock += 400 * DAY;
  expect(pass()).toBe(1000 * DAY + 2 * HOUR);
  clock -= 400 * DAY;
  expect(pass()).toBe(1000 * DAY + 3 * HOUR);
  clock -= DAY;
  expect(pass()).toBe(999 * DAY + 4 * HOUR);
  clock += 400 * DAY;
  for (let n = 0; n < 23; n++) expect(pass()).toBeLessThan(1001 * DAY);
  expect(pass()).toBe(1400 * DAY + 4 * HOUR - DAY + 24 * HOUR);
});
