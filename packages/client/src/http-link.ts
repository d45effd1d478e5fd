import type { AppRouter } from '@mechanic-shop/shared';
import { type Operation, httpBatchLink, httpLink, splitLink } from '@trpc/client';
import { asyncLink } from './async-link.ts';
import { ShopUnreachableError } from './errors.ts';
import { type ShopFetch, fetchAnswer } from './fetch.ts';
import { shopError } from './shop-error.ts';

// The server's default limit, and an address short enough for common proxies.
const MAX_BATCH = 10;
const MAX_URL = 8000;

/** Sends queries in batches, and each mutation in a request of its own. */
export function httpLinks(url: string, fetch: ShopFetch) {
  const options = { url: `${url}/trpc`, fetch: fetchAnswer(fetch, url) };
  return splitLink<AppRouter>({
    condition: (op) => op.type === 'query',
    true: [
      fittingLink(options.url),
      httpBatchLink({
        ...options,
        maxItems: MAX_BATCH,
        maxURLLength: MAX_URL,
        headers: ({ opList }) => headersOf(opList[0]),
      }),
    ],
    false: httpLink({ ...options, headers: ({ op }) => headersOf(op) }),
  });
}

/** The headers that the links before have asked for. */
export function headersOf(op: Operation): Record<string, string> {
  const { idempotencyKey, token } = op.context;
  return {
    ...(typeof token === 'string' ? { authorization: `Bearer ${token}` } : {}),
    ...(isDryRun(op) ? { 'dry-run': 'true' } : {}),
    ...(typeof idempotencyKey === 'string' && !isDryRun(op) ? { 'idempotency-key': idempotencyKey } : {}),
  };
}

/** Whether a call only shows what it would do. */
export const isDryRun = ({ type, context }: Operation): boolean => type === 'mutation' && context['dryRun'] === true;

/** Rejects a query whose input does not fit into an address. */
function fittingLink(url: string) {
  return asyncLink(async (op, send) => {
    const input = encodeURIComponent(JSON.stringify({ 0: op.input }));
    const excess = `${url}/${op.path}?batch=1&input=${input}`.length - MAX_URL;
    if (excess <= 0) return await send(op);
    const message = `Shorten the input: queries are sent in the address, and this one is ${excess} characters too long.`;
    throw shopError('INVALID_INPUT', { issues: [{ path: [], message }] }, { path: op.path, message });
  });
}

// The longest delay of a timer; longer ones fire at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Ends an attempt without a response after `timeoutMs`, or after the call's `context.withinMs` if that is shorter. */
export function timeoutLink(timeoutMs: number) {
  return asyncLink(
    (op, send, closed) =>
      new Promise((resolve, reject) => {
        const { withinMs } = op.context;
        const left = typeof withinMs === 'number' ? Math.max(1, Math.ceil(withinMs)) : Number.POSITIVE_INFINITY;
        const hint = timeoutMs <= left ? 'Try again later, or with a longer timeoutMs.' : 'Try again later.';
        const ms = Math.min(timeoutMs, left);
        const giveUp = () =>
          reject(
            new ShopUnreachableError('timeout', {
              message: `No response to ${op.path} within ${ms} ms. ${hint}`,
              mayHaveRun: true,
            }),
          );
        const timer = setTimeout(giveUp, Math.min(ms, LONGEST_TIMER_MS));
        closed.addEventListener('abort', () => clearTimeout(timer));
        send(op).then(resolve, reject);
      }),
  );
}
