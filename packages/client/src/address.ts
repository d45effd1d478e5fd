const EXAMPLE = 'http://127.0.0.1:4000';

/**
 * The base address of a server: without a trailing slash, and without the `/trpc` that tRPC's own links need.
 * In a browser it may be relative to the page.
 */
export function addressOf(url: string): string {
  const page: string | undefined = globalThis.location?.href;
  if (typeof url !== 'string' || url.trim() === '' || !URL.canParse(url, page)) {
    throw new TypeError(`url must be the address of a server, such as ${EXAMPLE}, not ${shown(url)}.`);
  }
  const parsed = new URL(url, page);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new TypeError(`url must begin with http:// or https://, such as ${EXAMPLE}, not ${shown(url)}.`);
  }
  if (parsed.username || parsed.password) {
    throw new TypeError('url must not contain a user name or password: log in with auth.login, or give a token.');
  }
  if (parsed.search || parsed.hash) {
    throw new TypeError(`url must end with the server's path, without ? and #, not ${shown(url)}.`);
  }
  return parsed.href.replace(/\/+$/, '').replace(/\/+trpc$/, '');
}

/** The server address that a redirected call suggests; undefined if the redirect leads to no valid address. */
export function redirectedTo(location: string | null, from: string): string | undefined {
  if (location === null || !URL.canParse(location, from)) return undefined;
  const { origin, pathname } = new URL(location, from);
  return origin + pathname.replace(/\/trpc\/.*$/, '').replace(/\/$/, '');
}

/** The given address, unless it may contain a password. */
function shown(url: unknown): string {
  return String(url).includes('@') ? 'one with an @' : JSON.stringify(url);
}
