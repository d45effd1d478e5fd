import type { AppRouter } from '@mechanic-shop/shared';
import { type TRPCLink, createTRPCClient, splitLink } from '@trpc/client';
import { addressOf } from './address.ts';
import { callLink } from './call-link.ts';
import { checkedToken, isApiKey } from './credentials.ts';
import type { ShopFetch } from './fetch.ts';
import { httpLinks, timeoutLink } from './http-link.ts';
import { keyLink } from './key-link.ts';
import { liveLink, streamLink } from './live-link.ts';
import { type Sleep, retryLink } from './retry-link.ts';
import { sessionKeeper } from './session-keeper.ts';
import { sessionLink } from './session-link.ts';
import { type SessionStore, memorySession } from './session-store.ts';

interface ConnectionOptions {
  /**
   * The server's address, such as `http://127.0.0.1:4000`, with or without `/trpc` at the end. In a browser it may be
   * relative to the page: `/` if page and shop share an origin.
   */
  url: string;
  /** The deadline of one attempt in milliseconds. Default 30,000. */
  timeoutMs?: number | undefined;
  /** The most retries of a call after temporary failures. Default 2; 0 disables retries. */
  retries?: number | undefined;
  /** Default: the global `fetch`. */
  fetch?: ShopFetch | undefined;
}

interface SessionOptions {
  /** Stores the session. Default: in memory. `fileSession(path)` stores it in a file. */
  session?: SessionStore | undefined;
  token?: undefined;
}

interface TokenOptions {
  /**
   * For programs: an API key (`msk_…`), with which every call is sent; nothing is stored or refreshed. Or an access
   * token, used until a call logs in. The client does not refresh it.
   */
  token?: string | undefined;
  session?: undefined;
}

/** Whose calls a client makes: those of a session, or of the given token. */
export type IdentityOptions = SessionOptions | TokenOptions;

/** The options of a client; `session` and `token` exclude each other. */
export type ShopClientOptions = ConnectionOptions & IdentityOptions;

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
  if (options.session !== undefined && options.token !== undefined) {
    throw new TypeError('Give either a session or a token: a client has one identity.');
  }
  const token = checkedToken(options.token);
  const timeoutMs = positive('timeoutMs', options.timeoutMs ?? 30_000);
  const retries = natural('retries', options.retries ?? 2);
  const { session = memorySession(), fetch = (input, init) => globalThis.fetch(input, init) } = options;
  const retry = retryLink({ retries, sleep });
  const http = httpLinks(url, fetch);
  const stream = streamLink(url, fetch);
  const linksFor = (identity: TRPCLink<AppRouter>): TRPCLink<AppRouter>[] => [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: [liveLink(sleep), identity, retry, timeoutLink(timeoutMs), stream],
      false: [callLink(), identity, retry, timeoutLink(timeoutMs), http],
    }),
  ];
  if (token !== undefined && isApiKey(token)) return linksFor(keyLink(token));

  const plain = createTRPCClient<AppRouter>({ links: [callLink(), retry, timeoutLink(timeoutMs), http] });
  const keeper = sessionKeeper(session, (refreshToken) => plain.auth.refresh.mutate({ refreshToken }));
  return linksFor(sessionLink(keeper, token));
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(`${name} must be above 0, not ${value}.`);
}

function natural(name: string, value: number): number {
  if (value >= 0) return value;
  throw new RangeError(`${name} must be 0 or more, not ${value}.`);
}
