const EXAMPLE = 'http://127.0.0.1:4000';

/**
 * The address of a server as calls are sent to it: without a slash at its end, and without the `/trpc` that tRPC's own
 * links want there. In a browser it may be relative to the page.
 */
export function addressOf(url: string): string {
  const page: string | undefined = globalThis.location?.href;
  if (typeof url !== 'string' || url.trim() === '' || !URL.canParse(url, page)) {
    throw new TypeError(`url must be the address of a server, such as ${EXAMPLE}, not ${shown(url)}.`);
  }
  const parsed = new URL(url, page);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new TypeError(`url must begin with http:// or https://, as ${EXAMPLE} does, unlike ${shown(url)}.`);
  }
  if (parsed.username || parsed.password) {
    throw new TypeError('url must have no user name and password in it: log in with auth.login, or give a token.');
  }
  if (parsed.search || parsed.hash) {
    throw new TypeError(`url must end with the server's path, without ? and #, unlike ${shown(url)}.`);
  }
  return parsed.href.replace(/\/+$/, '').replace(/\/+trpc$/, '');
}

/** The address to change to, from where a redirect of one call leads; undefined where that is no address. */
export function redirectedTo(location: string | null, from: string): string | undefined {
  if (location === null || !URL.canParse(location, from)) return undefined;
  const { origin, pathname } = new URL(location, from);
  return origin + pathname.replace(/\/trpc\/.*$/, '').replace(/\/$/, '');
}

/** What was given, unless it may hold a password. */
function shown(url: unknown): string {
  return String(url).includes('@') ? 'one with an @' : JSON.stringify(url);
}
