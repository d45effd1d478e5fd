import type { AppRouter } from '@mechanic-shop/shared';
import { type TRPCLink, createTRPCClient } from '@trpc/client';
import { addressOf } from './address.ts';
import { callLink } from './call-link.ts';
import { checkedToken } from './credentials.ts';
import type { ShopFetch } from './fetch.ts';
import { httpLinks, timeoutLink } from './http-link.ts';
import { type Sleep, retryLink } from './retry-link.ts';
import { sessionKeeper } from './session-keeper.ts';
import { sessionLink } from './session-link.ts';
import { type SessionStore, memorySession } from './session-store.ts';

export interface ShopClientOptions {
  /**
   * The server's address, such as `http://127.0.0.1:4000`, with or without `/trpc` at the end. In a browser it may be
   * relative to the page: `/` if page and shop share an origin.
   */
  url: string;
  /** Stores the session. Default: in memory. `fileSession(path)` stores it in a file. */
  session?: SessionStore | undefined;
  /** An access token for scripts, used while there is no session. The client does not refresh it. */
  token?: string | undefined;
  /** The deadline of one attempt in milliseconds. Default 30,000. */
  timeoutMs?: number | undefined;
  /** The most retries of a call after temporary failures. Default 2; 0 disables retries. */
  retries?: number | undefined;
  /** Default: the global `fetch`. */
  fetch?: ShopFetch | undefined;
}

/**
 * The links of `createShopClient`, for a tRPC client of your own with further links: a logger, tracing, a cache.
 * They are terminating links, so put them last.
 * @example
 * const shop = createTRPCClient<AppRouter>({ links: [loggerLink(), ...shopLinks({ url: 'http://127.0.0.1:4000' })] });
 */
export function shopLinks(options: ShopClientOptions): TRPCLink<AppRouter>[] {
  return linksOf(options);
}

/** `shopLinks` whose waits between attempts a test controls. */
export function linksOf(options: ShopClientOptions, sleep?: Sleep): TRPCLink<AppRouter>[] {
  const url = addressOf(options.url);
  const token = checkedToken(options.token);
  const timeoutMs = positive('timeoutMs', options.timeoutMs ?? 30_000);
  const retries = natural('retries', options.retries ?? 2);
  const { session = memorySession(), fetch = (input, init) => globalThis.fetch(input, init) } = options;
  const retry = retryLink({ retries, sleep });
  const http = httpLinks(url, fetch);

  const plain = createTRPCClient<AppRouter>({ links: [callLink(), retry, timeoutLink(timeoutMs), http] });
  const keeper = sessionKeeper(session, (refreshToken) => plain.auth.refresh.mutate({ refreshToken }));
  return [callLink(), sessionLink(keeper, token), retry, timeoutLink(timeoutMs), http];
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(`${name} must be above 0, not ${value}.`);
}

function natural(name: string, value: number): number {
  if (value >= 0) return value;
  throw new RangeError(`${name} must be 0 or more, not ${value}.`);
}
