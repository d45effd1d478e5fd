import type { ServerResponse } from 'node:http';
import { type TRPCError, getTRPCErrorFromUnknown } from '@trpc/server';
import type { Context } from '../../api/context.ts';
import type { TrackedStream } from '../../api/tracked-stream.ts';
import { asTrpcError } from '../../api/trpc-errors.ts';
import type { StreamEnd } from '../../core/events/streams.ts';
import { jsonOnce } from '../../platform/json-once.ts';
import type { Log } from '../../platform/log/log.ts';
import { type NamedCall, limitHeaders } from './answer-calls.ts';
import { CLOSE, hasBody } from './answer.ts';
import { type Exchange, millisecondsSince } from './exchange.ts';
import { isUnexpected, refusalOf } from './refusal.ts';

export interface Streamed {
  exchange: Exchange;
  call: NamedCall;
  stream: TrackedStream;
  context: Context;
  log: Log;
  /** How often a ping is sent, in milliseconds. */
  pingMs: number;
}

// The frames of tRPC's own producer, to the byte.
const named = (event: string, data: string): string => `event: ${event}\ndata: ${data}\n\n\n`;
const tracked = (data: string, id: string): string => `data: ${data}\nid: ${id}\n\n\n`;
const PING = named('ping', '');
/** Clients reconnect when this many pings are missing. */
const MISSED_PINGS = 3;

/** Resolves when what was written is on its way, or the reader is gone. */
function drained(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      res.off('drain', done).off('close', done);
      resolve();
    };
    res.on('drain', done).on('close', done);
    if (res.destroyed || !res.writableNeedDrain) done();
  });
}

const isOpen = (res: ServerResponse): boolean => !res.writableEnded && !res.destroyed;

function begin({ exchange: { req, res, requestId, headers }, stream, context, pingMs }: Streamed): void {
  const unread = hasBody(req);
  res.writeHead(200, [
    'content-type',
    'text/event-stream',
    'cache-control',
    'no-cache, no-transform',
    'x-accel-buffering',
    'no',
    'x-content-type-options',
    'nosniff',
    'x-request-id',
    requestId,
    ...headers,
    ...limitHeaders(context.limit.verdict),
    ...(unread ? CLOSE : []),
  ]);
  if (unread) req.resume();
  const data = JSON.stringify({ reconnectAfterInactivityMs: MISSED_PINGS * pingMs });
  // The id makes a reader that is cut off before its first event resume from here, too.
  res.write(`event: connected\n${tracked(data, String(stream.after))}`);
}

/** Sends an error in the middle of a stream, as tRPC does. */
function sendError({ exchange: { res, requestId }, call, log }: Streamed, error: TRPCError): void {
  const { path, type } = call;
  const refusal = refusalOf(error, { requestId, path, type });
  const unexpected = isUnexpected(refusal, error);
  if (unexpected) log.error({ requestId, procedure: path, error: error.cause ?? error }, 'unexpected error');
  const { error: shape } = refusal.body;
  if (isOpen(res)) res.write(named('serialized-error', JSON.stringify(shape)));
}

/** Sends a subscription as server-sent events in tRPC's format, until it ends or the reader has left. */
export async function answerStream(streamed: Streamed): Promise<void> {
  const { exchange, call, stream, context, log, pingMs } = streamed;
  const { res, requestId, startedAt } = exchange;
  const facts = { requestId, procedure: call.path, account: context.caller?.accountId, status: 200 };
  log.info({ ...facts, outcome: res.destroyed ? 'GONE' : 'ok', ms: millisecondsSince(startedAt) }, 'call');
  if (!res.destroyed) begin(streamed);
  const pings = setInterval(() => {
    if (isOpen(res) && !res.writableNeedDrain) res.write(PING);
  }, pingMs).unref();
  let sent = 0;
  let ended: StreamEnd | 'failed' = 'left';
  stream.onEnd((why) => {
    ended = why;
    clearInterval(pings);
    // A reader that does not read would not notice the end either.
    if (why === 'slow') res.destroy();
    else res.end();
  });
  try {
    for await (const [id, event] of stream) {
      if (!isOpen(res)) break;
      sent += 1;
      if (!res.write(tracked(jsonOnce(event), id))) await drained(res);
    }
  } catch (error) {
    ended = 'failed';
    sendError(streamed, asTrpcError(getTRPCErrorFromUnknown(error)));
  } finally {
    clearInterval(pings);
    res.end();
    log.info({ ...facts, ended, sent, seconds: Math.round(millisecondsSince(startedAt) / 1000) }, 'stream ended');
  }
}
