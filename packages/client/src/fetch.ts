import { ShopUnreachableError } from './errors.ts';

/** As much of the standard `fetch` as the client needs. */
export type ShopFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
) => Promise<ShopResponse>;

/** As much of the standard `Response` as the client needs. */
export interface ShopResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What tRPC hands to its `fetch`; only texts and plain headers come from the links used here. */
interface LinkInit {
  method?: string | undefined;
  headers?: unknown;
  body?: unknown;
  signal?: AbortSignal | null | undefined;
}

/** An answer of the shop, already read. */
interface ReadAnswer {
  readonly ok: boolean;
  readonly retryAfterMs: number;
  json(): Promise<unknown>;
}

/** Wraps a `fetch` so that whatever goes wrong below the shop's own answers is a `ShopUnreachableError`. */
export const fetchAnswer =
  (fetch: ShopFetch, url: string) =>
  async (input: unknown, init: LinkInit = {}): Promise<ReadAnswer> => {
    const { response, text } = await receive(fetch, url, String(input), init);
    const { status } = response;
    const retryAfterMs = secondsOf(response) * 1000;
    const json = parse(text);
    if (!isAnswer(json)) {
      throw new ShopUnreachableError('unreachable', {
        message: `${url} answered with HTTP ${status}, but not as a mechanic-shop server does. Check the address.`,
        mayHaveRun: status !== 503,
        passing: status >= 500,
        retryAfterMs,
      });
    }
    return { ok: status < 400, retryAfterMs, json: async () => json };
  };

/** The milliseconds of the `retry-after` that came with a refusal, 0 without one. */
export const retryAfterOf = (error: Error): number => {
  const meta: unknown = 'meta' in error ? error.meta : undefined;
  const response: unknown = isObject(meta) && 'response' in meta ? meta.response : undefined;
  return isObject(response) && 'retryAfterMs' in response ? Number(response.retryAfterMs) : 0;
};

const receive = async (fetch: ShopFetch, url: string, input: string, init: LinkInit) => {
  let sent = false;
  try {
    const response = await fetch(input, {
      method: init.method ?? 'GET',
      headers: plainHeaders(init.headers),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    sent = true;
    return { response, text: await response.text() };
  } catch (cause) {
    const why = codesOf(cause)[0] ?? innermost(cause);
    throw new ShopUnreachableError('unreachable', {
      message: `No answer from ${url} (${why}). Check that the server runs, the address and the network, then try again.`,
      cause,
      mayHaveRun: sent || !neverSent(cause),
    });
  }
};

const plainHeaders = (headers: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));

// The connection was never made, so the server cannot have seen the call. Browsers do not tell.
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);
const neverSent = (cause: unknown) => {
  const codes = codesOf(cause);
  return codes.length > 0 && codes.every((code) => NEVER_SENT.has(code));
};

/** The system's error codes; several where a name stands for several addresses. */
const codesOf = (cause: unknown): string[] => {
  if (!(cause instanceof Error)) return [];
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.flatMap(codesOf);
  if ('code' in cause && typeof cause.code === 'string') return [cause.code];
  return codesOf(cause.cause);
};

/** What lies below fetch's own "fetch failed". */
const innermost = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? innermost(cause.cause) : cause.message;
};

const secondsOf = (response: ShopResponse) => {
  const text = response.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isAnswer = (json: unknown): boolean =>
  Array.isArray(json) ? json.every(isAnswer) : isObject(json) && ('result' in json || 'error' in json);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
