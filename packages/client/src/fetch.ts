import type { ApiErrorShape } from '@mechanic-shop/shared';
import { TRPCClientError } from '@trpc/client';
import { redirectedTo } from './address.ts';
import { type ShopAnswer, ShopUnreachableError } from './errors.ts';
import type { ByteStream } from './server-sent-events.ts';
import { faultOf } from './transport-fault.ts';

/** The part of the standard `fetch` that the client needs. */
export type ShopFetch = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    /** Redirects are not followed: the redirected call could lose its token or method. */
    redirect: 'manual';
    body?: string;
    signal?: AbortSignal;
  },
) => Promise<ShopResponse>;

/** The part of the standard `Response` that the client needs. */
export interface ShopResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** `opaqueredirect` where a browser hides the target of a redirect. */
  readonly type?: string;
  text(): Promise<string>;
  /** For subscriptions; other calls do not read it. */
  readonly body?: ByteStream | null;
}

/** What tRPC passes to `fetch`. The links used here send text bodies and plain headers only. */
interface LinkInit {
  method?: string | undefined;
  headers?: unknown;
  body?: unknown;
  signal?: AbortSignal | null | undefined;
}

/** A response of the shop, already read. */
interface ReadAnswer extends ShopAnswer {
  readonly ok: boolean;
  json(): Promise<unknown>;
}

/** Wraps `fetch` so that everything except a response of the shop becomes a `ShopUnreachableError`. */
export function fetchAnswer(fetch: ShopFetch, url: string) {
  return async (input: unknown, init: LinkInit = {}): Promise<ReadAnswer> => {
    const address = String(input);
    return await read(url, address, await request(fetch, url, address, init));
  };
}

/** Like `fetchAnswer`, for a response whose body is a stream of events. Throws the shop's rejection. */
export function fetchStream(fetch: ShopFetch, url: string) {
  return async (address: string, init: LinkInit): Promise<ByteStream> => {
    const response = await request(fetch, url, address, init);
    const type = response.headers.get('content-type') ?? '';
    if (response.status === 200 && response.body && type.startsWith('text/event-stream')) return response.body;
    const answer = await read(url, address, response);
    throw TRPCClientError.from((await answer.json()) as { error: ApiErrorShape }, { meta: { response: answer } });
  };
}

/** Reads a response, and rejects one that is not the shop's. */
async function read(url: string, address: string, response: ShopResponse): Promise<ReadAnswer> {
  const text = await attempted(url, true, () => response.text());
  const { status, headers } = response;
  const json = parse(text);
  if (isAnswer(json)) return { ok: status < 400, status, headers, json: async () => json };
  const isRedirect = response.type === 'opaqueredirect' || (status >= 300 && status < 400);
  throw new ShopUnreachableError('unreachable', {
    message: isRedirect ? redirectText(url, headers.get('location'), address) : strangeText(url, status, text),
    mayHaveRun: status !== 503 && !isRedirect,
    passing: status >= 500,
    retryAfterMs: retryAfterMs(response),
    response: { status, headers },
  });
}

/** The `retry-after` of a rejected call in milliseconds, 0 without one. */
export function retryAfterOf(error: { meta?: { response?: ShopAnswer | undefined } | undefined }): number {
  const response = error.meta?.response;
  return response ? retryAfterMs(response) : 0;
}

function request(fetch: ShopFetch, url: string, address: string, init: LinkInit): Promise<ShopResponse> {
  return attempted(url, false, () =>
    fetch(address, {
      method: init.method ?? 'GET',
      headers: plainHeaders(init.headers),
      redirect: 'manual',
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    }),
  );
}

/** Explains why something failed on the way; `sent` if the server has received the request. */
async function attempted<T>(url: string, sent: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { message, passing, neverSent } = faultOf(cause, url);
    throw new ShopUnreachableError('unreachable', { message, cause, passing, mayHaveRun: sent || !neverSent });
  }
}

function plainHeaders(headers: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}

function redirectText(url: string, location: string | null, address: string): string {
  const target = redirectedTo(location, address);
  return target === undefined
    ? `${url} redirects elsewhere. Use the address it redirects to.`
    : `${url} redirects to ${target}. Use that address if it is the shop's.`;
}

// Error pages of servers that receive plain HTTP on an HTTPS port.
const WANTS_HTTPS =
  /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|speaking plain HTTP to an SSL/i;

function strangeText(url: string, status: number, text: string): string {
  const hint = WANTS_HTTPS.test(text)
    ? 'It expects https: begin the address with https://.'
    : 'Check the address with its port and path.';
  return `${url} answered with HTTP ${status}, but is not a mechanic-shop server. ${hint}`;
}

function retryAfterMs({ headers }: ShopAnswer): number {
  const text = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether this is a response of a mechanic-shop server: results, or errors with a reason. */
function isAnswer(json: unknown): boolean {
  if (Array.isArray(json)) return json.every(isAnswer);
  if (!isObject(json)) return false;
  if ('result' in json) return isObject(json.result);
  const { error } = json as { error?: unknown };
  const data = isObject(error) && 'data' in error ? error.data : undefined;
  return isObject(data) && 'reason' in data && typeof data.reason === 'string';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
