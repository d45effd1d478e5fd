import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedTestShop, serveTestShop } from './testing.ts';

const PAGE = 'https://shop.example.com';

let open: ServedTestShop;
let closed: ServedTestShop;
beforeAll(async () => {
  closed = await serveTestShop();
  open = await serveTestShop({ front: { corsOrigins: [PAGE, 'http://localhost:5173'] } });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});

function corsHeaders({ headers }: Response) {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control') || name === 'vary'));
}

const paths = ['/trpc/inventory.list', '/trpc/auth.me', '/healthz', '/nowhere'];

describe.each(paths)('%s', (path) => {
  test('sends no CORS headers unless configured', async () => {
    const response = await fetch(closed.url + path, { headers: { origin: PAGE } });
    expect(corsHeaders(response)).toEqual({});
  });

  test('lets configured pages read the response and its headers', async () => {
    const response = await fetch(open.url + path, { headers: { origin: PAGE } });
    expect(corsHeaders(response)).toEqual({
      vary: 'origin',
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers':
        'x-request-id, retry-after, ratelimit, ratelimit-policy, idempotent-replay, dry-run, content-disposition',
    });
  });

  test.each(['https://evil.example', 'https://shop.example.com.evil.example', 'null', `${PAGE}:8443`])(
    'sends none for %s',
    async (origin) => {
      const response = await fetch(open.url + path, { headers: { origin } });
      expect(corsHeaders(response)).toEqual({ vary: 'origin' });
    },
  );
});

describe('a preflight request', () => {
  const ask = (server: ServedTestShop, origin: string) =>
    fetch(`${server.url}/trpc/auth.login`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,dry-run',
      },
    });

  test('returns what pages may send', async () => {
    const response = await ask(open, PAGE);
    expect(response.status).toBe(204);
    expect(corsHeaders(response)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': expect.stringMatching(/authorization.*content-type.*idempotency-key.*dry-run/),
    });
  });

  test.each(['traceparent', 'tracestate', 'baggage'])('allows %s, which tracing adds to calls', async (name) => {
    const allowed = (await ask(open, PAGE)).headers.get('access-control-allow-headers');
    expect(allowed?.split(', ')).toContain(name);
  });

  test('is rejected for other origins and without configuration', async () => {
    expect((await ask(open, 'https://evil.example')).status).toBe(405);
    expect((await ask(closed, PAGE)).status).toBe(405);
  });
});
