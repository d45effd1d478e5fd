import type { AppRouter } from '@mechanic-shop/shared';
import { type TRPCClient, createTRPCClient } from '@trpc/client';
import { callLink } from './call-link.ts';
import type { ShopFetch } from './fetch.ts';
import { httpLinks, timeoutLink } from './http-link.ts';
import { type Sleep, retryLink } from './retry-link.ts';
import { sessionKeeper } from './session-keeper.ts';
import { sessionLink } from './session-link.ts';
import { type SessionStore, memorySession } from './session-store.ts';

export interface ShopClientOptions {
  /** The server's address, such as `http://127.0.0.1:4000`. */
  url: string;
  /** Where the session is kept: in memory unless given, `fileSession(path)` for a file. */
  session?: SessionStore | undefined;
  /** An access token to use as it is, for scripts. Without a session nothing refreshes it. */
  token?: string | undefined;
  /** How long one attempt may take, in milliseconds; 30,000 unless given. */
  timeoutMs?: number | undefined;
  /** How often a call that failed in passing is repeated; 2 unless given, 0 for never. */
  retries?: number | undefined;
  /** Replaces the global `fetch`. */
  fetch?: ShopFetch | undefined;
}

// A refresh token works again for 10 s when the answer was lost: three attempts have to fit in.
const REFRESH_TIMEOUT_MS = 4000;

/**
 * Makes a client for a mechanic-shop server. It keeps the session of whoever logs in and refreshes it, batches queries,
 * and repeats what failed in passing without doing anything twice. Failed calls reject with an error that
 * `isShopError` and `isShopUnreachable` tell apart.
 * @example
 * const shop = createShopClient({ url: 'http://127.0.0.1:4000' });
 * await shop.auth.login.mutate({ email, password });
 * const page = await shop.tickets.mine.query({ status: 'open' });
 */
export const createShopClient = (options: ShopClientOptions): TRPCClient<AppRouter> => connect(options);

/** `createShopClient` with the waits between attempts in the hands of a test. */
export const connect = (options: ShopClientOptions, sleep?: Sleep): TRPCClient<AppRouter> => {
  const url = baseOf(options.url);
  const timeoutMs = positive('timeoutMs', options.timeoutMs ?? 30_000);
  const retries = natural('retries', options.retries ?? 2);
  const { session = memorySession(), token, fetch = (input, init) => globalThis.fetch(input, init) } = options;
  const retry = retryLink({ retries, sleep });
  const http = httpLinks(url, fetch);

  const plain = createTRPCClient<AppRouter>({
    links: [callLink(), retry, timeoutLink(Math.min(timeoutMs, REFRESH_TIMEOUT_MS)), http],
  });
  const keeper = sessionKeeper(session, (refreshToken) => plain.auth.refresh.mutate({ refreshToken }));
  return createTRPCClient<AppRouter>({
    links: [callLink(), sessionLink(keeper, token), retry, timeoutLink(timeoutMs), http],
  });
};

const baseOf = (url: string) => {
  // In a browser the address may be relative to the page.
  const page: string | undefined = globalThis.location?.href;
  if (!URL.canParse(url, page)) {
    throw new TypeError(
      `url must be the address of a server, such as http://127.0.0.1:4000, not ${JSON.stringify(url)}.`,
    );
  }
  return new URL(url, page).href.replace(/\/+$/, '');
};

const positive = (name: string, value: number) => {
  if (value > 0) return value;
  throw new RangeError(`${name} must be above 0, not ${value}.`);
};

const natural = (name: string, value: number) => {
  if (value >= 0) return value;
  throw new RangeError(`${name} must be 0 or more, not ${value}.`);
};
