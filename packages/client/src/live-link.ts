import type { ApiErrorShape, AppRouter } from '@mechanic-shop/shared';
import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { asyncLink } from './async-link.ts';
import { ShopUnreachableError, isShopError, isShopUnreachable } from './errors.ts';
import { type ShopFetch, fetchStream } from './fetch.ts';
import { headersOf } from './http-link.ts';
import { type Sleep, askedFor, sleepFor } from './retry-link.ts';
import { type ByteStream, serverSentEvents } from './server-sent-events.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
// Until the server says how often it sends a ping.
const SILENCE_MS = 60_000;

type Observer = Parameters<Parameters<typeof observable<AnyResult, TRPCClientError<AppRouter>>>[0]>[0];
type AnyResult = Parameters<
  Parameters<ReturnType<ReturnType<TRPCLink<AppRouter>>>['subscribe']>[0]['next'] & object
>[0];

/**
 * Keeps a subscription going: opens the stream by the next links, and opens it again after the last event whenever it
 * ends. Only a rejection by the shop ends it, or a first attempt that gets no response.
 */
export function liveLink(sleep: Sleep = sleepFor): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const closing = new AbortController();
        const stop = () => closing.abort();
        op.signal?.addEventListener('abort', stop, { once: true });
        if (op.signal?.aborted) stop();
        const open: Open = (input, signal) =>
          new Promise((resolve, reject) => {
            next({ ...op, input, signal: null, context: { ...op.context, stream: signal } }).subscribe({
              next: ({ result }) => resolve('data' in result ? (result.data as ByteStream) : undefined),
              error: reject,
            });
          });
        follow({ op, open, observer, sleep, closed: closing.signal }).then(
          () => {
            observer.next({ result: { type: 'stopped' } });
            observer.complete();
          },
          (error: unknown) => {
            if (!closing.signal.aborted) observer.error(TRPCClientError.from(error as Error));
          },
        );
        return () => {
          op.signal?.removeEventListener('abort', stop);
          stop();
        };
      });
}

/** Opens the stream; the signal ends it. */
type Open = (input: unknown, signal: AbortSignal) => Promise<ByteStream | undefined>;

interface Following {
  op: Operation;
  open: Open;
  observer: Observer;
  sleep: Sleep;
  closed: AbortSignal;
}

async function follow(following: Following): Promise<void> {
  const { observer, sleep, closed } = following;
  const state = { lastEventId: '', begun: false, failures: 0 };
  let error: TRPCClientError<AppRouter> | null = null;
  while (!closed.aborted) {
    observer.next({ result: { type: 'state', state: 'connecting', error } });
    try {
      if (await readOnce(following, state)) return;
      error = null;
    } catch (cause) {
      if (closed.aborted) return;
      if (!state.begun || !mayResume(cause)) throw cause;
      error = TRPCClientError.from<AppRouter>(cause as Error);
    }
    // All clients of a server that stops come back: not at the same moment.
    const own = Math.min(FIRST_WAIT_MS * 2 ** state.failures, LONGEST_WAIT_MS);
    state.failures += 1;
    await sleep(Math.max(askedFor(error), own * (0.5 + Math.random() / 2)), closed).catch(() => undefined);
  }
}

/** Reads one stream to its end; true if the server has ended the subscription itself. */
async function readOnce(
  { op, open, observer, closed }: Following,
  state: { lastEventId: string; begun: boolean; failures: number },
): Promise<boolean> {
  const attempt = new AbortController();
  const stop = () => attempt.abort(closed.reason);
  closed.addEventListener('abort', stop, { once: true });
  let silence = SILENCE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arrived = () => {
    clearTimeout(timer);
    timer = setTimeout(() => attempt.abort(), silence);
  };
  try {
    const body = await open(withLast(op.input, state.lastEventId), attempt.signal);
    if (!body) return true;
    arrived();
    for await (const { event, data, id } of serverSentEvents(body, arrived)) {
      if (closed.aborted || event === 'return') return true;
      if (event === 'connected') {
        silence = silenceOf(data) ?? silence;
        Object.assign(state, { begun: true, failures: 0, lastEventId: id || state.lastEventId });
        observer.next({ result: { type: 'started' } });
        observer.next({ result: { type: 'state', state: 'pending', error: null } });
      } else if (event === 'serialized-error') {
        throw TRPCClientError.from<AppRouter>({ error: JSON.parse(data) as ApiErrorShape });
      } else if (event === 'message') {
        state.lastEventId = id;
        observer.next({ result: { type: 'data', id, data: { id, data: JSON.parse(data) as unknown } } });
      }
    }
    return false;
  } catch (cause) {
    throw isShopError(cause) || isShopUnreachable(cause) ? cause : lost(op, cause);
  } finally {
    clearTimeout(timer);
    closed.removeEventListener('abort', stop);
    attempt.abort();
  }
}

function withLast(input: unknown, lastEventId: string): unknown {
  return lastEventId === '' ? input : { ...(input as object | undefined), lastEventId };
}

function silenceOf(data: string): number | undefined {
  const { reconnectAfterInactivityMs: ms } = JSON.parse(data) as { reconnectAfterInactivityMs?: unknown };
  return typeof ms === 'number' ? ms : undefined;
}

function lost({ path }: Operation, cause: unknown): ShopUnreachableError {
  return new ShopUnreachableError('unreachable', {
    message: `The connection of ${path} was lost.`,
    cause,
    mayHaveRun: true,
  });
}

/** Whether a stream that had begun comes back: lost connections, busy servers, and places that are still taken. */
function mayResume(error: unknown): boolean {
  if (isShopUnreachable(error)) return error.passing;
  return isShopError(error) && (error.data.httpStatus === 503 || error.data.httpStatus === 429);
}

/** The last link of a subscription: its result is the body of the stream. */
export function streamLink(url: string, fetch: ShopFetch): TRPCLink<AppRouter> {
  const fetchBody = fetchStream(fetch, url);
  return asyncLink(async (op, _send, closed) => {
    const { stream } = op.context;
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    if (stream instanceof AbortSignal) stream.addEventListener('abort', stop, { once: true });
    closed.addEventListener('abort', stop, { once: true });
    const query = op.input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(op.input))}`;
    const headers = { accept: 'text/event-stream', ...headersOf(op) };
    const body = await fetchBody(`${url}/trpc/${op.path}${query}`, { headers, signal: attempt.signal });
    // The call ends here, and the stream stays open.
    closed.removeEventListener('abort', stop);
    return { result: { type: 'data', data: body } };
  });
}
