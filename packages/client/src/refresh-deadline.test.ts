import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionOf } from '../test/testing/fake-shop.ts';
import { createShopClient } from './create-shop-client.ts';
import { isShopError, isShopUnreachable } from './errors.ts';
import type { ShopFetch, ShopResponse } from './fetch.ts';
import { memorySession } from './session-store.ts';
import type { ShopClientOptions } from './shop-links.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const REPEAT_MS = 10_000;

function answer(status: number, body: unknown): ShopResponse {
  return {
    status,
    headers: { get: () => null },
    text: async () => JSON.stringify(body),
  };
}

function refusal(reason: string, httpStatus: number, details?: object): ShopResponse {
  return answer(httpStatus, {
    error: { message: reason, code: -32_000, data: { code: 'X', httpStatus, requestId: 'r', reason, details } },
  });
}

type Fate = 'lost' | 'dropped' | 'answered';

/**
 * A shop that rotates refresh tokens as the server does, on the test's clock: the token used last gets the same
 * successor for ten seconds, and ends the family when it comes later. `fateOf` says what becomes of the nth answer.
 */
function losingShop(fateOf: (attempt: number) => Fate) {
  const state = { attempts: [] as number[], usedAt: undefined as number | undefined, ended: false };
  const fetch: ShopFetch = async (url, { signal }) => {
    if (!url.includes('auth.refresh')) return refusal('TOKEN_EXPIRED', 401);
    const at = performance.now();
    state.usedAt ??= at;
    state.ended ||= at - state.usedAt > REPEAT_MS;
    const fate = fateOf(state.attempts.push(at));
    if (fate === 'dropped') throw new TypeError('fetch failed');
    if (fate === 'lost') {
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
    }
    return state.ended ? refusal('REFRESH_TOKEN_INVALID', 401) : answer(200, { result: { data: sessionOf(2) } });
  };
  return { fetch, state };
}

const sayNothing = { value: undefined as unknown };

/** Lets time pass until the call has ended; answers what came of it. */
async function played(call: Promise<unknown>): Promise<unknown> {
  let outcome = sayNothing;
  call.then(
    (value) => (outcome = { value }),
    (error: unknown) => (outcome = { value: error }),
  );
  for (let ms = 0; outcome === sayNothing && ms < 600_000; ms += 50) await vi.advanceTimersByTimeAsync(50);
  if (outcome === sayNothing) expect.fail('the call never ended');
  return outcome.value;
}

function open(fetch: ShopFetch, options: Pick<ShopClientOptions, 'timeoutMs' | 'retries'> = {}) {
  const session = memorySession(sessionOf(1));
  return { session, client: createShopClient({ url: 'http://shop', fetch, session, ...options }) };
}

describe('the attempts of a refresh', () => {
  it.each([0, 1, 2, 5, 20])(
    'with %i retries end within the time of a repeat, and the session stays',
    async (retries) => {
      const { fetch, state } = losingShop(() => 'lost');
      const { client, session } = open(fetch, { retries });
      const error = await played(client.auth.me.query());
      expect(isShopUnreachable(error) && error.kind).toBe('timeout');
      expect(state.ended).toBe(false);
      expect(state.attempts.length).toBe(Math.min(3, retries + 1));
      expect((state.attempts.at(-1) ?? 0) - (state.attempts[0] ?? 0)).toBeLessThan(8000);
      expect(session.load()).toMatchObject({ refreshToken: 'refresh-1' });
    },
  );

  it.each<[string, (attempt: number) => Fate, number]>([
    ['the second answers', (attempt) => (attempt < 2 ? 'lost' : 'answered'), 2],
    ['the third answers', (attempt) => (attempt < 3 ? 'lost' : 'answered'), 3],
    ['connections break', (attempt) => (attempt < 3 ? 'dropped' : 'answered'), 3],
  ])('still bring the session when %s', async (_, fateOf, attempts) => {
    const { fetch, state } = losingShop(fateOf);
    const { session, client } = open(fetch);
    await played(client.auth.me.query());
    expect(state.attempts).toHaveLength(attempts);
    expect(session.load()).toMatchObject({ refreshToken: 'refresh-2' });
  });

  it('share the deadline when the program itself refreshes, however long a call may take', async () => {
    const { fetch, state } = losingShop(() => 'lost');
    const { client } = open(fetch, { timeoutMs: 60_000, retries: 9 });
    await played(client.auth.refresh.mutate({ refreshToken: 'refresh-1' }));
    expect(state.ended).toBe(false);
    expect(state.attempts.length).toBeGreaterThan(1);
  });

  it('are over after the machine was asleep', async () => {
    const { fetch, state } = losingShop((attempt) => {
      if (attempt === 1) vi.setSystemTime(Date.now() + 3_600_000);
      return 'dropped';
    });
    const { client, session } = open(fetch);
    expect(isShopUnreachable(await played(client.auth.me.query()))).toBe(true);
    expect(state.attempts).toHaveLength(1);
    expect(session.load()).toMatchObject({ refreshToken: 'refresh-1' });
  });

  it('continue when the clock is set back', async () => {
    const { fetch, state } = losingShop((attempt) => {
      if (attempt === 1) vi.setSystemTime(Date.now() - 3_600_000);
      return 'lost';
    });
    await played(open(fetch, { retries: 20 }).client.auth.me.query());
    expect(state.attempts.length).toBeGreaterThan(1);
    expect(state.ended).toBe(false);
  });

  it('do not wait for a shop that asks for more time than is left', async () => {
    const fetch: ShopFetch = async (url) =>
      url.includes('auth.refresh')
        ? refusal('OVERLOADED', 503, { retryAfterSeconds: 20 })
        : refusal('TOKEN_EXPIRED', 401);
    const { client, session } = open(fetch);
    const from = performance.now();
    expect(isShopError(await played(client.auth.me.query()), 'OVERLOADED')).toBe(true);
    expect(performance.now() - from).toBeLessThan(1000);
    expect(session.load()).toMatchObject({ refreshToken: 'refresh-1' });
  });
});
