import type { IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.ts';

const LINGER_MS = 1000;
/** Closes the connection after the response. */
export const CLOSE = ['connection', 'close'] as const;

/** Whether the request declares a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Whether part of the request is, or may be, unread. */
const isUnread = (req: IncomingMessage): boolean => !req.readableEnded && hasBody(req);

/** Removes repetitions of a header that several reasons may add. */
function dedupe(name: string, headers: string[]): string[] {
  const first = headers.indexOf(name);
  return first < 0 ? headers : headers.filter((_, at) => at <= first + 1 || headers[at - (at % 2)] !== name);
}

/**
 * Sends a JSON response. With an unread body the connection closes after the response, but keeps reading for a moment:
 * closing it while the client still sends would lose the response.
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
  res.writeHead(status, dedupe('connection', all));
  if (!unread) {
    // The same bytes, but faster to write.
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
