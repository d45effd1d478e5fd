import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Reason, type ReasonDetails, reasonCodes } from '@mechanic-shop/shared';
import { onTestFinished } from 'vitest';

const httpStatuses = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
} satisfies Record<(typeof reasonCodes)[Reason], number>;

/** A call as the fake server saw it. */
export interface Seen {
  path: string;
  input: unknown;
  token: string | undefined;
}

class Refusal extends Error {
  readonly reason: Reason;
  readonly details: ReasonDetails[Reason] | undefined;

  constructor(reason: Reason, details: ReasonDetails[Reason] | undefined, message: string) {
    super(message);
    this.reason = reason;
    this.details = details;
  }
}

/** Rejects a call in the contract's error shape. */
export function refuse<R extends Reason>(reason: R, details?: ReasonDetails[R], message = 'Refused.'): never {
  throw new Refusal(reason, details, message);
}

function refusalOf(path: string, { reason, details, message }: Refusal) {
  const code = reasonCodes[reason];
  const data = { code, httpStatus: httpStatuses[code], path, requestId: 'r-1', reason, ...(details && { details }) };
  return { status: data.httpStatus, body: { error: { message, code: -32000, data } } };
}

async function startFakeShop(answer: (call: Seen) => unknown) {
  const seen: Seen[] = [];
  const one = (call: Seen) => {
    seen.push(call);
    try {
      return { status: 200, body: { result: { data: answer(call) } } };
    } catch (error) {
      if (error instanceof Refusal) return refusalOf(call.path, error);
      throw error;
    }
  };
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://fake');
      const body = await text(request);
      const given = request.method === 'GET' ? url.searchParams.get('input') : body;
      const input: unknown = given ? JSON.parse(given) : undefined;
      const token = request.headers.authorization?.replace('Bearer ', '');
      const paths = url.pathname.replace('/trpc/', '').split(',');
      const batch = url.searchParams.get('batch') === '1';
      const inputs = batch && typeof input === 'object' && input !== null ? Object.values(input) : [input];
      const results = paths.map((path, at) => one({ path, input: inputs[at], token }));
      response.writeHead(results[0]?.status ?? 404, { 'content-type': 'application/json; charset=utf-8' });
      const bodies = results.map((result) => result.body);
      response.end(JSON.stringify(batch ? bodies : bodies[0]));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * A server with canned responses and an empty home folder for one test, with its requests and environment.
 * Both are gone after the test.
 */
export async function fakeShop(answer: (call: Seen) => unknown) {
  const { url, seen, close } = await startFakeShop(answer);
  const home = await mkdtemp(join(tmpdir(), 'shop-'));
  onTestFinished(async () => {
    await close();
    await rm(home, { recursive: true });
  });
  return { url, seen, home, env: { SHOP_URL: url, SHOP_PASSWORD: 'pass phrase', XDG_CONFIG_HOME: home } };
}
