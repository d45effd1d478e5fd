import type { IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.ts';

const LINGER_MS = 1000;
/** Ends the connection with the answer. */
export const CLOSE = ['connection', 'close'] as const;

/** Whether the request says that a body comes with it. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Whether some of the request is still to come, or may be. */
const isUnread = (req: IncomingMessage): boolean => !req.readableEnded && hasBody(req);

/** The same headers without repetitions of one that several reasons may add. */
function once(name: string, headers: string[]): string[] {
  const first = headers.indexOf(name);
  return first < 0 ? headers : headers.filter((_, at) => at <= first + 1 || headers[at - (at % 2)] !== name);
}

/**
 * Answers with JSON. Where the body was not wanted the connection ends with the answer, but only after a moment of
 * reading on: a connection that is cut while the caller still sends loses the answer on its way.
 */
export function answer(exchange: Exchange, status: number, json: string, headers: readonly string[] = []): void {
  const { req, res } = exchange;
  if (res.destroyed || res.headersSent) return;
  const unread = isUnread(req);
  const bytes = Buffer.byteLength(json);
  const all = [
    'content-type',
    'application/json; charset=utf-8',
    'content-length',
    String(bytes),
    'cache-control',
    'no-store',
    'x-content-type-options',
    'nosniff',
    'x-request-id',
    exchange.requestId,
    ...exchange.headers,
    ...headers,
  ];
  if (unread) all.push(...CLOSE);
  res.writeHead(status, once('connection', all));
  if (!unread) {
    // The same bytes, sooner written.
    res.end(json, bytes === json.length ? 'latin1' : 'utf8');
    return;
  }
  res.write(json);
  const end = (): void => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  req.once('end', end).once('close', end).resume();
}
