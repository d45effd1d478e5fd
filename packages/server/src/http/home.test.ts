import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedTestShop, serveTestShop } from './testing.ts';

let served: ServedTestShop;
beforeAll(async () => {
  served = await serveTestShop();
});
afterAll(() => served.close());

test('GET / is a page that describes the server, and all its links work', async () => {
  const response = await fetch(`${served.url}/`);
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.any(String),
  });
  expect(html).toContain('server of a car repair shop');
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
  expect(links).toEqual(['docs', 'openapi.json', 'readyz']);
  // Relative links work behind a path prefix.
  for (const href of links) expect((await fetch(new URL(href, `${served.url}/`))).status).toBe(200);
});

test("its policy allows only the page's own style", async () => {
  const response = await fetch(served.url);
  const policy = response.headers.get('content-security-policy')?.split('; ');
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(await response.text()) ?? [];
  expect(policy).toEqual([
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  ]);
});

test('HEAD is answered, other methods are rejected', async () => {
  const head = await fetch(`${served.url}/`, { method: 'HEAD' });
  expect({ status: head.status, body: await head.text() }).toEqual({ status: 200, body: '' });
  const post = await fetch(`${served.url}/`, { method: 'POST' });
  expect(post.status).toBe(405);
  expect(post.headers.get('allow')).toBe('GET, HEAD');
});
