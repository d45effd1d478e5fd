import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request and its answer to be. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId: string;
  readonly startedAt: number;
  /** Headers that every answer to this request carries, such as those of CORS. */
  readonly headers: readonly string[];
}

const REQUEST_ID = /^[\w-]{1,64}$/;

// Unique by the process and counted within it: no request needs randomness of its own.
const PROCESS = randomUUID().replaceAll('-', '').slice(0, 16);
let requests = 0;
const newRequestId = (): string => `${PROCESS}-${(++requests).toString(36)}`;

/** The caller's own request id when it is one, else a new one. */
export function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newRequestId();
}

export const millisecondsSince = (startedAt: number): number => Math.round((performance.now() - startedAt) * 100) / 100;
