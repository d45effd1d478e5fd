import { describe, expect, it, vi } from 'vitest';
import { type Reply, fakeShop } from '../test/testing/fake-shop.ts';
import { connect, createShopClient } from './create-shop-client.ts';
import { isShopError, isShopUnreachable } from './errors.ts';
import { memorySession } from './session-store.ts';

function caught(promise: Promise<unknown>) {
  return promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error,
  );
}
const echo = ({ input }: { input: unknown }): Reply => ({ data: input ?? null });

describe('requests', () => {
  it('carry at most ten queries', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    await Promise.all(Array.from({ length: 25 }, (_, id) => client.tickets.get.query({ id: id + 1 })));
    expect(shop.requests).toHaveLength(3);
    expect(shop.calls.map(({ batch }) => batch).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 5 }, () => 5),
      ...Array.from({ length: 20 }, () => 10),
    ]);
  });

  it.each(['/trpc', '/trpc/', '/'])('go to an address that ends in %s', async (end) => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: `${shop.url}${end}` });
    await client.tickets.delete.mutate({ id: 1 });
    expect(shop.requests).toEqual(['/trpc/tickets.delete']);
  });

  it('are not made for a query whose input does not fit into an address', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    const [long, short] = await Promise.all([
      caught(client.tickets.list.query({ search: 'é'.repeat(1400) })),
      client.tickets.list.query({ search: 'x'.repeat(7000) }),
    ]);
    if (!isShopError(long, 'INVALID_INPUT')) throw new Error('not recognised', { cause: long });
    expect(long.data).toMatchObject({ httpStatus: 400, path: 'tickets.list' });
    expect(long.data.details.issues).toEqual([{ path: [], message: expect.stringContaining('Shorten the input') }]);
    expect(long.meta).toBeUndefined();
    expect(short).toEqual({ search: 'x'.repeat(7000) });
    expect(shop.calls).toHaveLength(1);
  });

  it('say that a mutation is a dry run, without a key; queries do not', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    const context = { dryRun: true };
    await client.tickets.delete.mutate({ id: 1 }, { context });
    await client.tickets.get.query({ id: 1 }, { context });
    await client.tickets.delete.mutate({ id: 1 }, { context: { dryRun: false } });
    expect(shop.calls.map(({ dryRun, key }) => [dryRun, key])).toEqual([
      ['true', undefined],
      [undefined, undefined],
      [undefined, expect.stringMatching(/^[0-9a-f]{32}$/)],
    ]);
  });

  it('are not made when dryRun is neither true nor false, which could make a change by mistake', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    const refused = await caught(client.tickets.delete.mutate({ id: 1 }, { context: { dryRun: 'true' } }));
    if (!isShopError(refused, 'INVALID_INPUT')) throw new Error('not recognised', { cause: refused });
    expect(refused.data.details.issues).toEqual([{ path: ['dryRun'], message: 'Set dryRun to true or false.' }]);
    expect(shop.calls).toHaveLength(0);
  });

  it('bring the status and headers of a refusal', async () => {
    const error = { message: 'No.', code: -32_009, data: { code: 'CONFLICT', httpStatus: 409, reason: 'IN_USE' } };
    const shop = await fakeShop(() => ({
      raw: JSON.stringify({ error }),
      status: 409,
      headers: { 'x-request-id': 'r1', ratelimit: '"default";r=599;t=42' },
    }));
    const client = createShopClient({ url: shop.url });
    for (const call of [client.tickets.delete.mutate({ id: 1 }), client.tickets.get.query({ id: 1 })]) {
      const refused = await caught(call);
      if (!isShopError(refused)) throw new Error('not recognised', { cause: refused });
      expect(refused.meta?.response?.status).toBe(409);
      expect(refused.meta?.response?.headers.get('x-request-id')).toBe('r1');
      expect(refused.meta?.response?.headers.get('RateLimit')).toBe('"default";r=599;t=42');
    }
  });

  it('have addresses of at most 8,000 characters', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    const cursor = 'é'.repeat(300);
    const pages = await Promise.all(Array.from({ length: 10 }, () => client.tickets.list.query({ cursor })));
    expect(pages).toEqual(Array.from({ length: 10 }, () => ({ cursor })));
    expect(shop.requests.length).toBeGreaterThan(1);
    expect(Math.max(...shop.requests.map((url) => `${shop.url}${url}`.length))).toBeLessThanOrEqual(8000);
  });

  it('carry the input as it is, with the direction that infinite queries for React add', async () => {
    const shop = await fakeShop(() => ({ data: null }));
    const client = createShopClient({ url: shop.url });
    // What tRPC's infinite queries send is more than their types say.
    const list: (input: object) => Promise<unknown> = client.inventory.list.query;
    const input = { search: 'pads', cursor: 'abc', direction: 'forward' };
    await list(input);
    expect(shop.calls.map((call) => call.input)).toEqual([input]);
  });

  it('carry each mutation alone', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    await Promise.all([1, 2, 3].map((id) => client.tickets.delete.mutate({ id })));
    expect(shop.calls).toMatchObject([1, 2, 3].map(() => ({ method: 'POST', url: '/trpc/tickets.delete', batch: 1 })));
  });

  it('go below the address that was given, and through the given fetch', async () => {
    const shop = await fakeShop(() => ({ raw: '{"result":{"data":"found"}}', status: 200 }));
    const urls: string[] = [];
    const client = createShopClient({
      url: `${shop.url}/shop/`,
      fetch: async (url, init) => {
        urls.push(url);
        return await fetch(url, init);
      },
    });
    expect(await client.tickets.delete.mutate({ id: 1 })).toBe('found');
    expect(urls).toEqual([`${shop.url}/shop/trpc/tickets.delete`]);
  });

  it('refused as a whole refuse every call in them', async () => {
    const error = {
      message: 'Too much.',
      code: -32_600,
      data: { code: 'X', httpStatus: 400, reason: 'BATCH_TOO_LARGE' },
    };
    const shop = await fakeShop(() => ({ raw: JSON.stringify({ error }), status: 400 }));
    const client = createShopClient({ url: shop.url });
    const errors = await Promise.all([1, 2].map((id) => caught(client.tickets.get.query({ id }))));
    expect(errors.map((each) => isShopError(each, 'BATCH_TOO_LARGE'))).toEqual([true, true]);
  });
});

describe('no answer', () => {
  it('within timeoutMs is a timeout, attempt by attempt', async () => {
    const shop = await fakeShop(() => 'hang');
    // A busy machine may not even connect in that time, so attempts are counted where they are made.
    const attempts: unknown[] = [];
    const counted: typeof fetch = (url, init) => {
      attempts.push(url);
      return fetch(url, init);
    };
    const client = connect({ url: shop.url, timeoutMs: 50, retries: 1, fetch: counted }, async () => undefined);
    const error = await caught(client.tickets.get.query({ id: 1 }));
    expect(isShopUnreachable(error) && error.kind).toBe('timeout');
    expect(attempts).toHaveLength(2);
    await expect.poll(() => shop.hungUp.length).toBe(shop.requests.length);
  });

  it('from a closed port is unreachable', async () => {
    const shop = await fakeShop(echo);
    await shop.close();
    const error = await caught(createShopClient({ url: shop.url, retries: 0 }).auth.me.query());
    expect(isShopUnreachable(error) && error.kind).toBe('unreachable');
    expect(error).toMatchObject({ mayHaveRun: false, message: expect.stringContaining(`${shop.url} (ECONNREFUSED)`) });
  });

  it.each([
    [404, '<h1>Not here</h1>'],
    [200, '{"hello":"world"}'],
    [200, '{"result":'],
  ])('of a mechanic-shop with HTTP %s and %s is unreachable', async (status, raw) => {
    const shop = await fakeShop(() => ({ raw, status }));
    const error = await caught(createShopClient({ url: shop.url }).auth.me.query());
    expect(isShopUnreachable(error) && error.kind).toBe('unreachable');
    expect(isShopError(error)).toBe(false);
    expect(shop.requests).toHaveLength(1);
  });

  it('is needed once the caller aborts', async () => {
    const caller = new AbortController();
    const shop = await fakeShop(() => {
      caller.abort();
      return 'hang';
    });
    const client = createShopClient({ url: shop.url });
    const error = await caught(client.tickets.get.query({ id: 1 }, { signal: caller.signal }));
    expect(isShopUnreachable(error) && error.kind).toBe('aborted');
    await expect.poll(() => shop.hungUp).toHaveLength(1);
    const later = await caught(client.tickets.get.query({ id: 1 }, { signal: caller.signal }));
    expect(isShopUnreachable(later) && later.kind).toBe('aborted');
    expect(shop.requests).toHaveLength(1);
  });

  it('is waited for by the rest of a batch when one call is aborted', async () => {
    const caller = new AbortController();
    const shop = await fakeShop((call) => {
      caller.abort();
      return echo(call);
    });
    const client = createShopClient({ url: shop.url });
    const [ended, answered] = await Promise.all([
      caught(client.tickets.get.query({ id: 1 }, { signal: caller.signal })),
      client.tickets.get.query({ id: 2 }),
    ]);
    expect(isShopUnreachable(ended) && ended.kind).toBe('aborted');
    expect(answered).toEqual({ id: 2 });
  });

  it('is waited for by many calls with one listener to their signal, or Node 20 warns of a leak', async () => {
    const shop = await fakeShop(echo);
    const { signal } = new AbortController();
    const listening = vi.spyOn(signal, 'addEventListener');
    const client = createShopClient({ url: shop.url });
    await Promise.all(Array.from({ length: 40 }, (_, id) => client.tickets.get.query({ id: id + 1 }, { signal })));
    expect(listening).toHaveBeenCalledOnce();
  });

  it('is not refreshed again once the caller aborts between two attempts', async () => {
    const shop = await fakeShop(() => 'drop');
    const caller = new AbortController();
    const client = connect({ url: shop.url }, async () => caller.abort());
    const error = await caught(client.tickets.delete.mutate({ id: 1 }, { signal: caller.signal }));
    expect(isShopUnreachable(error) && error.kind).toBe('aborted');
    expect(shop.requests).toHaveLength(1);
  });
});

describe('an idempotency key', () => {
  it.each(['', 'x'.repeat(256), 'clé', 'a\nb', 7, null, {}])('like %j is refused where it is given', async (key) => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    const error = await caught(client.tickets.delete.mutate({ id: 1 }, { context: { idempotencyKey: key } }));
    if (!isShopError(error, 'INVALID_INPUT')) throw new Error('not recognised', { cause: error });
    expect(error.data.details.issues).toMatchObject([{ path: ['idempotencyKey'] }]);
    expect(shop.requests).toEqual([]);
  });

  it.each(['a', 'x'.repeat(255), 'delivery of 2026-11-20 ~'])('like %j is sent', async (key) => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url });
    await client.tickets.delete.mutate({ id: 1 }, { context: { idempotencyKey: key } });
    await client.tickets.delete.mutate({ id: 1 }, { context: { idempotencyKey: undefined } });
    expect(shop.calls.map((call) => call.key)).toEqual([key, expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });
});

describe('options', () => {
  it.each(['', 'Bearer abc', 'abc\n', '"abc"', 'abc def', 'clé', 'abc=def'])('have no token like %j', (token) => {
    const make = () => createShopClient({ url: 'http://127.0.0.1:1', token });
    expect(make).toThrow('token must be an access token or API key alone');
    if (token !== '') expect(make).not.toThrow(token);
  });

  it('have a session or a token, not both', () => {
    const options = { url: 'http://127.0.0.1:1', token: 'abc', session: memorySession() };
    // @ts-expect-error They exclude each other.
    const make = () => createShopClient(options);
    expect(make).toThrow('either a session or a token');
  });

  it('are checked at once', () => {
    expect(() => createShopClient({ url: 'somewhere' })).toThrow('url must be the address of a server');
    expect(() => createShopClient({ url: 'http://127.0.0.1:1', timeoutMs: 0 })).toThrow('timeoutMs must be above 0');
    expect(() => createShopClient({ url: 'http://127.0.0.1:1', retries: -1 })).toThrow('retries must be 0 or more');
  });

  it('accept any timeoutMs', async () => {
    const shop = await fakeShop(echo);
    const client = createShopClient({ url: shop.url, timeoutMs: Infinity });
    expect(await client.auth.me.query()).toBeNull();
  });
});
