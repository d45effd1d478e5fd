import type { AppRouter } from '@mechanic-shop/shared';
import { type TRPCClient, createTRPCClient } from '@trpc/client';
import type { Sleep } from './retry-link.ts';
import { type ShopClientOptions, linksOf } from './shop-links.ts';

/** The whole API, as `createShopClient` answers it: `shop.tickets.mine.query(…)`, `shop.tickets.create.mutate(…)`. */
export type ShopClient = TRPCClient<AppRouter>;

/**
 * Makes a client for a mechanic-shop server. It keeps the session of the person who logs in and refreshes it, batches
 * queries, and repeats what failed in passing without doing anything twice. Failed calls reject with an error that
 * `isShopError` and `isShopUnreachable` tell apart.
 * @example
 * const shop = createShopClient({ url: 'http://127.0.0.1:4000' });
 * await shop.auth.login.mutate({ email, password });
 * const page = await shop.tickets.mine.query({ status: 'open' });
 */
export function createShopClient(options: ShopClientOptions): ShopClient {
  return connect(options);
}

/** `createShopClient` with the waits between attempts in the hands of a test. */
export function connect(options: ShopClientOptions, sleep?: Sleep): ShopClient {
  return createTRPCClient<AppRouter>({ links: linksOf(options, sleep) });
}
