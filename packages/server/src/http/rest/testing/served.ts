import { afterAll } from 'vitest';
import { type ServedTestShop, serveTestShop } from '../../testing.ts';
import { bodyOf } from './body.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read members of any body
  body: any;
}

export interface Asking {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A test shop behind a port for the tests of a file, and a function to call it. */
export async function servedShop(
  options?: Parameters<typeof serveTestShop>[0],
): Promise<ServedTestShop & { ask(request: string, asking?: Asking): Promise<Answer> }> {
  const served = await serveTestShop(options);
  afterAll(() => served.close());
  return {
    ...served,
    /** `request` is a method and a path: `GET /api/inventory`. A text is sent unchanged, anything else as JSON. */
    ask: async (request, { token, body, headers = {} } = {}) => {
      const [method = '', path = ''] = request.split(' ');
      const response = await fetch(`${served.url}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await bodyOf(response) };
    },
  };
}
