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
   * The server's address, such as `http://127.0.0.1:4000`, with or without `/trpc` at its end. In a browser it may be
   * relative to the page: `/` where the shop serves the page itself.
   */
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

/**
 * The links of `createShopClient`, for a tRPC client of your own that has more of them: a logger, tracing, a cache.
 * They send, so they come last.
 * @example
 * const shop = createTRPCClient<AppRouter>({ links: [loggerLink(), ...shopLinks({ url: 'http://127.0.0.1:4000' })] });
 */
export function shopLinks(options: ShopClientOptions): TRPCLink<AppRouter>[] {
  return linksOf(options);
}

/** `shopLinks` with the waits between attempts in the hands of a test. */
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
