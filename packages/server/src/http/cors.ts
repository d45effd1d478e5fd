import type { IncomingMessage } from 'node:http';

const EXPOSED =
  'x-request-id, retry-after, ratelimit, ratelimit-policy, idempotent-replay, dry-run, content-disposition';
const PREFLIGHT = [
  'access-control-allow-methods',
  'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers',
  'authorization, content-type, idempotency-key, dry-run, x-request-id, trpc-accept, last-event-id, traceparent, tracestate, baggage',
  'access-control-max-age',
  '600',
];

export interface Cors {
  /** The headers of every response to this request. */
  headersFor(req: IncomingMessage): readonly string[];
  /** The additional headers of a preflight response; null for other requests. */
  preflight(req: IncomingMessage): readonly string[] | null;
}

/** Lets pages of these origins call from a browser; without origins it adds no headers. */
export function createCors(origins: readonly string[]): Cors {
  const allowed = new Set(origins);
  return {
    headersFor: ({ headers: { origin } }) => {
      if (allowed.size === 0) return [];
      if (origin === undefined || !allowed.has(origin)) return ['vary', 'origin'];
      return ['vary', 'origin', 'access-control-allow-origin', origin, 'access-control-expose-headers', EXPOSED];
    },
    preflight: ({ method, headers: { origin, 'access-control-request-method': asked } }) =>
      method === 'OPTIONS' && asked !== undefined && origin !== undefined && allowed.has(origin) ? PREFLIGHT : null,
  };
}
