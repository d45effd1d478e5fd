import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { StreamOptions } from '../../../server/src/features/events/streams.ts';
import { announce } from '../../../server/src/features/events/testing/announce.ts';
import type { AppRouter } from '../../src/index.ts';
import { bundle, openPage } from '../testing/browser-page.ts';
import { hasChromium, launchChromium, visit } from '../testing/chromium.ts';
import { realShop } from '../testing/real-shop.ts';

// Short lives, so that the link resumes several times.
const streams: StreamOptions = { gatherMs: 0, pollMs: 5, lifeMs: 100 };
const COUNT = 12;
const ids = Array.from({ length: COUNT }, (_, at) => at + 1);

test("tRPC's link for streamed batches reads results and errors", async () => {
  const { url, people } = await realShop();
  const { session } = await people.admin();
  const client = createTRPCClient<AppRouter>({
    links: [httpBatchStreamLink({ url: `${url}/trpc`, headers: { authorization: `Bearer ${session.token}` } })],
  });
  const [list, missing] = await Promise.allSettled([
    client.inventory.list.query(),
    client.inventory.get.query({ id: 999 }),
  ]);
  expect(list).toMatchObject({ status: 'fulfilled', value: { nextCursor: null } });
  expect(missing).toMatchObject({ reason: { data: { reason: 'NOT_FOUND', httpStatus: 404 } } });
});

test("tRPC's link for subscriptions follows events in Node, and resumes without a gap", async () => {
  const { url, people } = await realShop({ shop: { streams } });
  const { session } = await people.admin();
  const authorized: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${session.token}`);
    return fetch(input, { ...init, headers });
  };
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${url}/trpc`,
        EventSource,
        eventSourceOptions: { fetch: authorized },
      }),
    ],
  });
  const seen: number[] = [];
  const ready = Promise.withResolvers<void>();
  let connections = 0;
  const subscription = client.events.live.subscribe(
    { kinds: ['part.*'] },
    {
      onStarted: () => ready.resolve(),
      onConnectionStateChange: ({ state }) => (connections += Number(state === 'pending')),
      onData: ({ data }) => seen.push(data.entityId),
    },
  );
  onTestFinished(() => subscription.unsubscribe());
  await ready.promise;
  for (const entityId of ids) {
    await announce(people.shop, { entityId });
    // The reader waits three seconds before it connects again.
    if (entityId % 6 === 3) {
      const before = connections;
      await expect.poll(() => connections).toBeGreaterThan(before);
    }
  }
  await expect.poll(() => seen.length).toBe(COUNT);
  expect(seen).toEqual(ids);
});

const PAGE = `
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
const url = document.getElementById('root').dataset.shop + '/trpc';
window.play = async (token) => {
  const headers = { authorization: 'Bearer ' + token };
  const client = createTRPCClient({ links: [splitLink({
    condition: ({ type }) => type === 'subscription',
    true: httpSubscriptionLink({ url, EventSource, eventSourceOptions: {
      fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }) } }),
    false: httpBatchStreamLink({ url, headers }),
  })] });
  window.seen = [];
  window.connections = 0;
  const [me, missing] = await Promise.allSettled([client.auth.me.query(), client.inventory.get.query({ id: 999 })]);
  await new Promise((onStarted) => client.events.live.subscribe({ kinds: ['part.*'] }, {
    onStarted,
    onConnectionStateChange: ({ state }) => { window.connections += Number(state === 'pending'); },
    onData: ({ data }) => window.seen.push(data.entityId),
  }));
  return { me: me.value.role, missing: missing.reason.data.reason };
};
`;

describe.skipIf(!hasChromium)('in Chromium [needs it: apt-get install chromium]', () => {
  test("tRPC's links for streamed batches and subscriptions work in a page of another origin", async () => {
    // In the package, so that the page's imports are found.
    const folder = mkdtempSync(join(import.meta.dirname, '../page-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'page.js'), PAGE);
    const { origin, people } = await openPage(await bundle(join(folder, 'page.js'), {}), { streams });
    const { session } = await people.admin();
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const { page, broken } = await visit(browser, origin);
    expect(await page.evaluate(`play(${JSON.stringify(session.token)})`)).toEqual({
      me: 'admin',
      missing: 'NOT_FOUND',
    });
    for (const entityId of ids) {
      await announce(people.shop, { entityId });
      if (entityId % 6 === 3) {
        const before = await page.evaluate<number>('connections');
        await expect.poll(() => page.evaluate('connections')).toBeGreaterThan(before);
      }
    }
    await expect.poll(() => page.evaluate('seen.length')).toBe(COUNT);
    expect(await page.evaluate('seen')).toEqual(ids);
    expect(broken).toEqual([]);
  });
});
