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

/** A response that is not JSON. */
export interface FileBody {
  bytes: Uint8Array;
  contentType: string;
  /** In ASCII, without quotes. */
  fileName: string;
}

/**
 * Sends a response: JSON, or a file. With an unread body the connection closes after the response, but keeps reading
 * for a moment: closing it while the client still sends would lose the response.
 */
export function answer(
  exchange: Exchange,
  status: number,
  body: string | FileBody,
  headers: readonly string[] = [],
): void {
  const { req, res } = exchange;
  if (res.destroyed || res.headersSent) return;
  const unread = isUnread(req);
  const isJson = typeof body === 'string';
  const bytes = isJson ? Buffer.byteLength(body) : body.bytes.byteLength;
  const all = [
    'content-type',
    isJson ? 'application/json; charset=utf-8' : body.contentType,
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
  if (!isJson) all.push('content-disposition', `attachment; filename="${body.fileName}"`);
  if (unread) all.push(...CLOSE);
  res.writeHead(status, dedupe('connection', all));
  if (!unread) {
    // Latin-1 writes the same bytes faster.
    if (isJson) res.end(body, bytes === body.length ? 'latin1' : 'utf8');
    else res.end(body.bytes);
    return;
  }
  res.write(isJson ? body : body.bytes);
  const end = (): void => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  req.once('end', end).once('close', end).resume();
}
