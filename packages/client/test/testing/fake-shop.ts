import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Reason, type Session, reasonCodes } from '@mechanic-shop/shared';
import { afterEach } from 'vitest';

/** A call as received by the fake server. */
export interface Call {
  path: string;
  input: unknown;
  token: string | undefined;
  key: string | undefined;
  /** The header `dry-run`. */
  dryRun: string | undefined;
  method: string | undefined;
  url: string;
  /** The number of calls in its request. */
  batch: number;
}

/** The fake server's reaction to a call: a response, an error, or no response. */
export type Reply =
  | { data: unknown }
  | { reason: Reason; details?: object }
  | { raw: string; status: number; headers?: Record<string, string> }
  | 'drop'
  | 'hang';

const statuses: Partial<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A server on 127.0.0.1 that speaks the wire format and answers with `reply`. It stops after the test. */
export async function fakeShop(reply: (call: Call) => Reply | Promise<Reply>) {
  const calls: Call[] = [];
  const requests: string[] = [];
  const hungUp: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.on('close', () => {
      if (!response.writableFinished) hungUp.push(request.url ?? '');
    });
    void serve(request, response);
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://shop');
    const paths = url.pathname.replace(/^\/trpc\//, '').split(',');
    const body = request.method === 'GET' ? (url.searchParams.get('input') ?? '') : await text(request);
    const input: unknown = body === '' ? undefined : JSON.parse(body);
    const batched = url.searchParams.has('batch');
    const replies = await Promise.all(
      paths.map(async (path, index) => {
        const call: Call = {
          path,
          input: batched ? Object(input)[index] : input,
          token: request.headers.authorization?.replace('Bearer ', ''),
          key: request.headers['idempotency-key']?.toString(),
          dryRun: request.headers['dry-run']?.toString(),
          method: request.method,
          url: request.url ?? '',
          batch: paths.length,
        };
        calls.push(call);
        return await reply(call);
      }),
    );
    if (replies.includes('hang')) return;
    if (replies.includes('drop')) return void response.destroy();
    const raw = replies.find((one) => typeof one === 'object' && 'raw' in one);
    if (typeof raw === 'object' && 'raw' in raw) return void response.writeHead(raw.status, raw.headers).end(raw.raw);
    const answers = replies.map((one, index) => answerOf(one, paths[index]!));
    const shared = new Set(answers.map(({ status }) => status));
    response.writeHead(shared.size === 1 ? answers[0]!.status : 207, { 'content-type': 'application/json' });
    response.end(JSON.stringify(batched ? answers.map(({ json }) => json) : answers[0]!.json));
  };

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  closers.push(close);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, calls, requests, hungUp, close };
}

function answerOf(reply: Reply, path: string): { status: number; json: object } {
  if (typeof reply === 'object' && 'data' in reply) return { status: 200, json: { result: { data: reply.data } } };
  if (typeof reply !== 'object' || !('reason' in reply)) throw new Error('no such reply');
  const { reason, details } = reply;
  const code = reasonCodes[reason];
  const status = statuses[code] ?? 500;
  const data = { code, httpStatus: status, path, requestId: 'r1', reason, ...(details ? { details } : {}) };
  return { status, json: { error: { message: `Refused: ${reason}.`, code: -32_000, data } } };
}

/** Session number `n` of the account `id`, whose access token lives for `seconds`. */
export function sessionOf(n: number, seconds = 3600, id = 1): Session {
  return {
    token: `token-${n}`,
    expiresAt: new Date(Date.now() + seconds * 1000).toISOString(),
    refreshToken: `refresh-${n}`,
    refreshExpiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    account: { id, role: 'customer', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
  };
}

/**
 * A fake shop with one session, at first `sessionOf(1)`. Only the newest access token is accepted, others are
 * `TOKEN_EXPIRED`, and each refresh token works once. `expire()` expires the access token, not the refresh token.
 */
export async function sessionShop(reply: (call: Call) => Reply = ({ input }) => ({ data: input ?? null })) {
  const state = { access: 1, refresh: 1, refreshes: 0 };
  const shop = await fakeShop((call) => {
    if (call.path !== 'auth.refresh') {
      if (call.token === undefined) return { reason: 'NOT_SIGNED_IN' };
      return call.token === `token-${state.access}` ? reply(call) : { reason: 'TOKEN_EXPIRED' };
    }
    state.refreshes += 1;
    const { refreshToken } = Object(call.input);
    if (refreshToken !== `refresh-${state.refresh}`) return { reason: 'REFRESH_TOKEN_INVALID' };
    state.access += 1;
    state.refresh += 1;
    return { data: { ...sessionOf(state.access), refreshToken: `refresh-${state.refresh}` } };
  });
  const expire = () => {
    state.access += 1;
  };
  return { ...shop, state, expire };
}
