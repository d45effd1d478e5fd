import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { faultOfUrl } from './allowed-url.ts';
import { isPublicAddress } from './public-address.ts';

/** How a request ended. */
export interface Posted {
  /** The status of the answer; null without one. */
  readonly status: number | null;
  /** What went wrong, as a sentence; null if the answer is 2xx. */
  readonly error: string | null;
}

/** What is sent. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the request early. */
  readonly signal?: AbortSignal | undefined;
}

/** How many requests ended how since the start: with 2xx, with another answer, without one. */
export type Outcomes = Record<'delivered' | 'refused' | 'unanswered', number>;

/** Sends requests to addresses that users have named. */
export interface Poster {
  /** Why an address is not allowed, as a sentence; undefined if it is. */
  faultOf(url: string): string | undefined;
  readonly outcomes: Readonly<Outcomes>;
  /** Sends a request within 10 s; follows no redirect and reads at most 64 KB. Never rejects. */
  post(post: Post): Promise<Posted>;
  close(): void;
}

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Lookup = (
  name: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface PosterOptions {
  /** Whether it may send by `http` and to addresses that are not public. Default false. */
  allowsPrivate?: boolean | undefined;
  lookup?: Lookup | undefined;
  /** How long a request may take, in milliseconds; default 10 s. */
  timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 65_536;
const NOT_PUBLIC = 'The name leads to an address that the internet cannot reach.';

class NotPublic extends Error {}

/** Looks a name up for the connection itself, so that no later answer of its DNS server counts. */
function publicLookup(lookup: Lookup): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found.filter(({ address }) => isPublicAddress(address));
      const [first] = addresses;
      if (!first) return callback(new NotPublic(NOT_PUBLIC), []);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function faultOfStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400
    ? 'It answered with a redirect, which is not followed.'
    : 'It did not answer 2xx.';
}

function sentenceOf(error: Error): string {
  if (error instanceof NotPublic) return NOT_PUBLIC;
  if (error.name === 'TimeoutError' || (error.cause instanceof Error && error.cause.name === 'TimeoutError'))
    return 'It did not answer in time.';
  // A code tells nothing about the inside of the shop's network.
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return `No connection: ${code}.`;
}

/** Reads the answer to its end, up to a limit: a connection can then be used again. */
function readToEnd(response: http.IncomingMessage, onEnd: () => void): void {
  let bytes = 0;
  response.on('data', (some: Buffer) => {
    bytes += some.length;
    if (bytes >= MOST_BYTES) response.destroy();
  });
  response.on('error', () => {});
  response.on('close', onEnd);
}

/** Creates the sender of this process. */
export function createPoster({
  allowsPrivate = false,
  lookup = systemLookup,
  timeoutMs = TIMEOUT_MS,
}: PosterOptions = {}): Poster {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  const outcomes: Outcomes = { delivered: 0, refused: 0, unanswered: 0 };
  const faultOf = (url: string): string | undefined => faultOfUrl(url, allowsPrivate);
  // `lookup` here and not in the agent: an agent keeps connections, whose addresses were checked.
  const guard = allowsPrivate ? {} : { lookup: publicLookup(lookup) };

  const send = ({ url, headers, body, signal }: Post): Promise<Posted> =>
    new Promise((resolve) => {
      const { protocol } = new URL(url);
      const [request, agent] = protocol === 'https:' ? [https.request, agents.https] : [http.request, agents.http];
      const timeout = AbortSignal.timeout(timeoutMs);
      const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const sent = request(url, {
        method: 'POST',
        agent,
        ...guard,
        signal: ends,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      sent.on('response', (response) => {
        const status = response.statusCode ?? 0;
        readToEnd(response, () => resolve({ status, error: faultOfStatus(status) }));
      });
      // After an answer, too, where the promise is settled already.
      sent.on('error', (error) => {
        resolve({ status: null, error: sentenceOf(timeout.aborted ? (timeout.reason as Error) : error) });
      });
      sent.end(body);
    });

  return {
    outcomes,
    faultOf,
    post: async (post) => {
      // Also here: a server may have become stricter since the address was set.
      const fault = faultOf(post.url);
      const posted = fault === undefined ? await send(post) : { status: null, error: fault };
      if (posted.error === null) outcomes.delivered += 1;
      else outcomes[posted.status === null ? 'unanswered' : 'refused'] += 1;
      return posted;
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
