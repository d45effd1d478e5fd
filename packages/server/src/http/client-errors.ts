import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TRPCError } from '@trpc/server';
import { invalidInput } from '../errors.ts';
import { asError, refusalOf } from './refusal.ts';

const told: Record<string, readonly [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Send fewer or shorter headers, and a shorter address.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Send the whole request within 10 seconds.'],
};
const OTHER = [400, 'Send a well-formed HTTP/1.1 request.'] as const;

/** The one error shape for what is refused before it is a request. */
export const refusalText = (status: number, message: string, requestId: string): string => {
  const error: TRPCError = asError(invalidInput([], message), status === 408 ? 'TIMEOUT' : 'BAD_REQUEST');
  const body = refusalOf(error, { requestId }).body as { error: { data: { httpStatus: number } } };
  body.error.data.httpStatus = status;
  return JSON.stringify(body);
};

const rawAnswer = (status: number, message: string): string => {
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
};

const end = (socket: Duplex, status: number, message: string): void => {
  // Bytes of an answer may be on their way already: a second one would be read as a part of the first.
  const busy = '_httpMessage' in socket && socket._httpMessage !== null && socket._httpMessage !== undefined;
  if (!socket.writable || busy) {
    socket.destroy();
    return;
  }
  socket.end(rawAnswer(status, message), () => socket.destroy());
};

/** Answers what node:http could not read as a request, and ends the connection. */
export const answerClientErrors = (server: Server): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    end(socket, ...(told[error.code ?? ''] ?? OTHER));
  });
  server.on('connect', (_req, socket) => end(socket, 400, 'This server is no proxy: do not use CONNECT here.'));
};
