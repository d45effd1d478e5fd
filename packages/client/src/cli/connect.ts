import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { AppRouter } from '@mechanic-shop/shared';
import { createTRPCClient } from '@trpc/client';
import manifest from '../../package.json' with { type: 'json' };
import { asyncLink } from '../async-link.ts';
import { isApiKey, isToken } from '../credentials.ts';
import { type ShopClient, type ShopFetch, fileSession } from '../index.ts';
import { type IdentityOptions, shopLinks } from '../shop-links.ts';
import { Failure, type Situation, status } from './failure.ts';
import { type Io, variable } from './io.ts';

/** The typed client that all commands call. */
export type Shop = ShopClient;

export const DEFAULT_URL = 'http://127.0.0.1:4000';

/** The server's address from `--url`, SHOP_URL or the default, without a trailing slash. */
export function serverUrl(io: Io, typed: string | undefined): string {
  const given = typed ?? variable(io, 'SHOP_URL') ?? DEFAULT_URL;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !web || url.username || url.password || url.search || url.hash) {
    const source = typed === undefined ? 'SHOP_URL' : '--url';
    throw new Failure(status.usage, `${source} must be an address like ${DEFAULT_URL}.`);
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The session file of a server. Each server has its own, so no server receives another's token. */
export function sessionPath(io: Io, url: string): string {
  const configured = variable(io, 'XDG_CONFIG_HOME');
  const folder = configured && isAbsolute(configured) ? configured : join(variable(io, 'HOME') ?? homedir(), '.config');
  const { protocol, host, pathname } = new URL(url);
  const server = `${protocol.slice(0, -1)}-${encodeURIComponent(host + pathname.replace(/\/$/, ''))}`;
  return join(folder, 'mechanic-shop', `session-${server}.json`);
}

// Someone waits at the terminal: retry once, then report the error.
const retries = 1;

// The list of sessions names the program: this one, not the Node that runs it.
const asShop: ShopFetch = (url, init) =>
  fetch(url, { ...init, headers: { ...init.headers, 'user-agent': `shop/${manifest.version}` } });

/** A client of this command, without a session unless one is given. A dry run changes nothing in the shop. */
export function newClient(url: string, options: IdentityOptions = {}, dryRun = false): Shop {
  const links = shopLinks({ url, retries, fetch: asShop, ...options });
  return createTRPCClient<AppRouter>({ links: dryRun ? [dryRunLink(), ...links] : links });
}

/** Makes each change a dry run. */
function dryRunLink() {
  return asyncLink(async (op, send) => await send({ ...op, context: { ...op.context, dryRun: true } }));
}

/** The session that is kept for a server. */
export const keptSession = (io: Io, url: string) => fileSession(sessionPath(io, url));

/** A client that stores its session in the file. */
export function withSession(io: Io, url: string, dryRun = false): Shop {
  return newClient(url, { session: keptSession(io, url) }, dryRun);
}

/** Removes the stored session after it has ended, unless the command used SHOP_TOKEN instead. */
export async function forgetSession(io: Io, url: string): Promise<void> {
  if (variable(io, 'SHOP_TOKEN') === undefined) await keptSession(io, url).save(null);
}

/** The client of most commands: SHOP_TOKEN takes precedence over the session file. */
export function connect(io: Io, url: string, dryRun = false): Shop {
  const token = variable(io, 'SHOP_TOKEN');
  if (token === undefined) return withSession(io, url, dryRun);
  if (!isToken(token)) {
    throw new Failure(
      status.usage,
      'SHOP_TOKEN must be an access token or API key alone, without "Bearer", quotes and line breaks.',
    );
  }
  return newClient(url, { token }, dryRun);
}

/** What SHOP_TOKEN holds. */
export function tokenKind(io: Io): Situation['token'] {
  const token = variable(io, 'SHOP_TOKEN');
  if (token === undefined) return undefined;
  return isApiKey(token) ? 'API key' : 'access token';
}
