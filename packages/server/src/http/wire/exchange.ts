import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request and its future response. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId: string;
  readonly startedAt: number;
  /** Headers of every response to this request, such as those of CORS. */
  readonly headers: readonly string[];
}

const REQUEST_ID = /^[\w-]{1,64}$/;

// Unique per process and counted within it, so that requests need no randomness.
const PROCESS = randomUUID().replaceAll('-', '').slice(0, 16);
let requests = 0;
const newRequestId = (): string => `${PROCESS}-${(++requests).toString(36)}`;

/** The client's request id if it is valid, else a new one. */
export function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newRequestId();
}

export const millisecondsSince = (startedAt: number): number => Math.round((performance.now() - startedAt) * 100) / 100;
