import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The output of a successful call. */
  data: unknown;
  /** The reason of an error. */
  reason: string | undefined;
  /** How long the caller waited. */
  ms: number;
}

interface Sent {
  token?: string | undefined;
  /** The idempotency key; also sent as the request id. */
  key?: string | undefined;
}

// Shorter than servers keep an idle connection: a call must not meet its end.
const IDLE_MS = 2_500;
// Far beyond any bound that the server promises: a longer wait means that the call hangs.
const TIMEOUT_MS = 30_000;

interface Envelope {
  result?: { data: unknown };
  error?: { data: { reason: string } };
}

/** Calls procedures over kept-alive connections; rejects when no response comes. */
export function createCalls() {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS });
  const send = (
    method: 'GET' | 'POST',
    url: string,
    body: string | undefined,
    { token, key }: Sent,
  ): Promise<Answer> => {
    const from = performance.now();
    return new Promise((resolve, reject) => {
      const req = request(
        url,
        {
          method,
          agent,
          timeout: TIMEOUT_MS,
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(key === undefined ? {} : { 'idempotency-key': key, 'x-request-id': key }),
          },
        },
        (res) => {
          text(res).then((json) => {
            const { result, error } = JSON.parse(json) as Envelope;
            const ms = performance.now() - from;
            resolve({
              status: res.statusCode ?? 0,
              headers: res.headers,
              data: result?.data,
              reason: error?.data.reason,
              ms,
            });
          }, reject);
        },
      );
      req.on('timeout', () => req.destroy(new Error('No response came.')));
      req.on('error', reject);
      req.end(body);
    });
  };
  return {
    mutate: (url: string, path: string, input: object, sent: Sent = {}) =>
      send('POST', `${url}/trpc/${path}`, JSON.stringify(input), sent),
    query: (url: string, path: string, input: object, sent: Sent = {}) =>
      send('GET', `${url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, undefined, sent),
    close: () => agent.destroy(),
  };
}

export type Calls = ReturnType<typeof createCalls>;

/** The data of a call that must succeed. */
export async function mustSucceed<T>(call: Promise<Answer>): Promise<T> {
  const { status, data, reason } = await call;
  if (status !== 200) throw new Error(`A call that must succeed was rejected: ${status} ${reason}`);
  return data as T;
}
