import type { AppRouter } from '@mechanic-shop/shared';
import { type TRPCClient, createTRPCClient } from '@trpc/client';
import type { Sleep } from './retry-link.ts';
import { type ShopClientOptions, linksOf } from './shop-links.ts';

/** The typed client of the whole API: `shop.tickets.mine.query(…)`, `shop.tickets.create.mutate(…)`. */
export type ShopClient = TRPCClient<AppRouter>;

/**
 * Creates a client for a mechanic-shop server. It stores and refreshes the session of the account that logs in, batches
 * queries, and retries temporary failures without repeating an effect. Failed calls reject with an error that
 * `isShopError` or `isShopUnreachable` recognises.
 * @throws {TypeError} For an invalid `url` or `token`, or a `token` together with a `session`.
 * @throws {RangeError} For a `timeoutMs` that is not above 0, or `retries` below 0.
 * @example
 * const shop = createShopClient({ url: 'http://127.0.0.1:4000' });
 * await shop.auth.login.mutate({ email, password });
 * const page = await shop.tickets.mine.query({ status: 'open' });
 */
export function createShopClient(options: ShopClientOptions): ShopClient {
  return connect(options);
}

/** `createShopClient` whose waits between attempts a test controls. */
export function connect(options: ShopClientOptions, sleep?: Sleep): ShopClient {
  return createTRPCClient<AppRouter>({ links: linksOf(options, sleep) });
}
