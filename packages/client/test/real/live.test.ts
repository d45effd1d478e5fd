import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { StreamOptions } from '../../../server/src/features/events/streams.ts';
import { announce } from '../../../server/src/features/events/testing/announce.ts';
import { connect } from '../../src/create-shop-client.ts';
import { createFakeShop, createShopClient, isShopError, memorySession } from '../../src/index.ts';
import { realShop } from '../testing/real-shop.ts';

const quick: StreamOptions = { gatherMs: 0, pollMs: 5, recheckMs: 5 };
const command = join(import.meta.dirname, '../../src/cli/main.ts');
const atOnce = async () => {};

/** Collects events until a number of them is here. */
function collector() {
  const seen: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    seen,
    onData: ({ data }: { data: { entityId: number } }) => {
      seen.push(data.entityId);
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
    },
    reached: (count: number) =>
      new Promise<void>((resolve) => {
        if (seen.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

test('a subscription survives cut connections, and every event arrives once and in order', async () => {
  const { url, people } = await realShop({ shop: { streams: quick } });
  const { session } = await people.admin();
  let streams = 0;
  const cuts: AbortController[] = [];
  const shop = connect(
    {
      url,
      session: memorySession(session),
      fetch: (input, init) => {
        streams += 1;
        const cut = new AbortController();
        cuts.push(cut);
        return fetch(input, { ...init, signal: AbortSignal.any([cut.signal, ...(init.signal ? [init.signal] : [])]) });
      },
    },
    atOnce,
  );
  const events = collector();
  const started = Promise.withResolvers<void>();
  const subscription = shop.events.live.subscribe(
    { kinds: ['part.*'] },
    { onData: events.onData, onStarted: () => started.resolve() },
  );
  await started.promise;
  for (let id = 1; id <= 40; id += 1) {
    await announce(people.shop, { entityId: id });
    if (id % 10 === 0) {
      await events.reached(id - 5);
      cuts.at(-1)?.abort();
    }
  }
  await events.reached(40);
  subscription.unsubscribe();
  expect(events.seen).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  expect(streams).toBeGreaterThan(3);
  await expect.poll(() => people.shop.streams.load.open, { interval: 1 }).toBe(0);
});

test('a connection that is cut before its first event misses none', async () => {
  const { url, people } = await realShop({ shop: { streams: quick } });
  const { session } = await people.admin();
  const cut = new AbortController();
  const missed = Promise.withResolvers<void>();
  let streams = 0;
  const shop = connect(
    {
      url,
      session: memorySession(session),
      fetch: async (input, init) => {
        streams += 1;
        if (streams > 1) await missed.promise;
        const signals = [...(streams === 1 ? [cut.signal] : []), ...(init.signal ? [init.signal] : [])];
        return fetch(input, { ...init, signal: AbortSignal.any(signals) });
      },
    },
    atOnce,
  );
  const events = collector();
  const started = Promise.withResolvers<void>();
  const subscription = shop.events.live.subscribe(
    { kinds: ['part.*'] },
    { onData: events.onData, onStarted: () => started.resolve() },
  );
  await started.promise;
  cut.abort();
  await announce(people.shop, { entityId: 1 });
  missed.resolve();
  await announce(people.shop, { entityId: 2 });
  await events.reached(2);
  subscription.unsubscribe();
  expect(events.seen).toEqual([1, 2]);
});

test('a subscription refreshes an expired session, and resumes with it', async () => {
  const { url, people, hoursPass, refreshTokens } = await realShop({ shop: { streams: { ...quick, lifeMs: 50 } } });
  const { session } = await people.admin();
  const shop = connect({ url, session: memorySession(session) }, atOnce);
  const events = collector();
  let begun = 0;
  const again = Promise.withResolvers<void>();
  const before = await refreshTokens();
  hoursPass(2);
  const subscription = shop.events.live.subscribe(undefined, {
    onData: events.onData,
    onStarted: () => {
      begun += 1;
      if (begun === 3) again.resolve();
    },
  });
  onTestFinished(() => subscription.unsubscribe());
  await again.promise;
  await announce(people.shop, { entityId: 1 });
  await events.reached(1);
  expect(await refreshTokens()).toBe(before + 1);
});

test('a subscription ends with the session, and with what the shop refuses', async () => {
  const { url, people } = await realShop({ shop: { streams: quick } });
  const { session, call } = await people.admin();
  const shop = connect({ url, token: session.token }, atOnce);
  const errorOf = (input: { ticketId?: number }, onStarted = () => {}) =>
    new Promise((resolve) => void shop.events.live.subscribe(input, { onError: resolve, onStarted }));
  expect(await errorOf({ ticketId: 4711 })).toSatisfy((error) => isShopError(error, 'NOT_FOUND'));
  expect(await errorOf({}, () => void call.auth.logout())).toSatisfy((error) => isShopError(error, 'SESSION_ENDED'));
});

test('events can be read by `for await`, and an abort ends them', async () => {
  const { url, people } = await realShop({ shop: { streams: quick } });
  const { session } = await people.admin();
  const shop = createShopClient({ url, session: memorySession(session) });
  await announce(people.shop, { entityId: 1 }, { entityId: 2 });
  const abort = new AbortController();
  const ids: number[] = [];
  for await (const { data } of shop.events.live.subscribe({ after: 0, kinds: ['part.*'] }, { signal: abort.signal })) {
    ids.push(data.entityId);
    if (ids.length === 2) abort.abort();
  }
  expect(ids).toEqual([1, 2]);
  await expect.poll(() => people.shop.streams.load.open, { interval: 1 }).toBe(0);
});

test('shop events --follow prints what happens until it is interrupted', async () => {
  const { url, people } = await realShop({ shop: { streams: quick } });
  const { session } = await people.admin();
  const child = spawn(process.execPath, [command, 'events', '--follow', '--kinds', 'part.*', '--json'], {
    env: { ...process.env, SHOP_URL: url, SHOP_TOKEN: session.token },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(() => people.shop.streams.load.following).toBe(1);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const entityId of [1, 2]) {
    await announce(people.shop, { entityId, kind: 'vehicle.updated', entity: 'vehicle' }, { entityId });
    const { value } = await lines.next();
    expect(JSON.parse(value ?? '')).toMatchObject({ kind: 'part.updated', entityId });
  }
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([null, 'SIGINT']);
  await expect.poll(() => people.shop.streams.load.open).toBe(0);
});

test('a fake shop sends the events of a generator', async () => {
  const shop = createFakeShop({
    events: {
      async *live() {
        yield { id: '1', data: { kind: 'part.low' } as never };
      },
    },
  });
  const kinds: string[] = [];
  for await (const { data } of shop.events.live.subscribe()) kinds.push(data.kind);
  expect(kinds).toEqual(['part.low']);
});
