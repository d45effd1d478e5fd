import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TRPCError } from '@trpc/server';
import { invalidInput } from '../core/errors.ts';
import { pendingOn } from './pending-answer.ts';
import { asError, refusalOf } from './wire/refusal.ts';

const knownErrors: Record<string, readonly [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Send fewer or shorter headers, and a shorter URL.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Send the whole request within 10 seconds.'],
};
// For the pending response: longer than any call takes.
const PATIENCE_MS = 10_000;
const OTHER = [400, 'Send a well-formed HTTP/1.1 request.'] as const;

/** The error response for what fails before it becomes a request. */
export function refusalText(status: number, message: string, requestId: string): string {
  const error: TRPCError = asError(invalidInput([], message), status === 408 ? 'TIMEOUT' : 'BAD_REQUEST');
  const body = refusalOf(error, { requestId }).body as { error: { data: { httpStatus: number } } };
  body.error.data.httpStatus = status;
  return JSON.stringify(body);
}

function rawAnswer(status: number, message: string): string {
  const requestId = randomUUID();
  const json = refusalText(status, message, requestId);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(json)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    `x-request-id: ${requestId}`,
    'connection: close',
    '',
    json,
  ].join('\r\n');
}

function end(socket: Duplex, status: number, message: string): void {
  const pending = pendingOn(socket);
  if (!socket.writable || pending?.writableFinished) {
    socket.destroy();
  } else if (pending && (pending.headersSent || pending.req.complete)) {
    // Earlier requests are answered first: a second response in between would be read as a part of theirs.
    pending.once('finish', () => socket.destroy());
    setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
  } else {
    socket.end(rawAnswer(status, message), () => socket.destroy());
  }
}

/** Answers what node:http could not parse as a request, and closes the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET') socket.destroy();
  else end(socket, ...(knownErrors[error.code ?? ''] ?? OTHER));
}

/** Answers CONNECT, which Node would close silently. */
export function rejectTunnels(server: Server): void {
  server.on('connect', (_req, socket) => end(socket, 400, 'This server is not a proxy: do not use CONNECT here.'));
}
