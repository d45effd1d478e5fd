import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFile } from '../../platform/db/testing/folder.ts';
import { type ServedTestShop, serveTestShop } from '../testing.ts';
import { answersIn, talk } from '../testing/raw.ts';
import { readCounter } from './files.ts';

const SCRIPT = 'console.log("counter");';
const built: Record<string, string | Buffer> = {
  'index.html': '<title>app</title>',
  'estimate.html': '<title>link</title>',
  'assets/app-1a2b.js': SCRIPT,
  'assets/app-1a2b.js.gz': gzipSync(SCRIPT),
  'assets/app-3c4d.css': 'body {}',
  'assets/note.txt': 'not served',
  'secret.txt': 'outside',
};
const account = { email: 'a@demo.example', password: 'demo', role: 'admin', firstName: 'A', lastName: 'B' };

function writeBuild(folder: string, without: string[] = []): string {
  for (const [name, content] of Object.entries(built)) {
    if (without.includes(name)) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe('the web app', () => {
  let served: ServedTestShop;
  const get = (path: string, init?: RequestInit) => fetch(`${served.url}${path}`, init);
  const raw = async (path: string) => {
    const heard = await talk(served.url, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    return answersIn(heard)[0]!;
  };
  let remove: () => void;
  beforeAll(async () => {
    const files = readCounter(writeBuild(temporaryFile('dist', (how) => (remove = how))));
    served = await serveTestShop({ front: { counterApp: { ...files!, demoAccounts: [account] } } });
  });
  afterAll(async () => {
    await served.close();
    remove();
  });

  test.each(['/', '/tickets/12', '/no/such/page', '/favicon.ico', '/?search=x', '/.env', '/ex', '/assets.html'])(
    'GET %s returns the page, to be revalidated, under a strict policy',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(built['index.html']);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.any(String),
      });
      const policy = response.headers.get('content-security-policy')!.split('; ');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
    },
  );

  test.each(['/e/', '/e/abc', '/e/abc?x=1'])('GET %s returns the page of a link', async (path) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([200, built['estimate.html']]);
  });

  test('HEAD is answered like GET, without a body', async () => {
    for (const path of ['/', '/tickets/12', '/e/abc', '/assets/app-1a2b.js', '/counter.json']) {
      const [full, head] = [await get(path), await get(path, { method: 'HEAD' })];
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(head.headers.get('content-type')).toBe(full.headers.get('content-type'));
    }
  });

  test('a page that has not changed is not sent again', async () => {
    const etag = (await get('/')).headers.get('etag')!;
    const again = await get('/', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('files with a hash in their name are cached for a year', async () => {
    const script = await get('/assets/app-1a2b.js');
    expect(await script.text()).toBe(SCRIPT);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/app-3c4d.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  test.each([
    ['gzip', 'gzip'],
    ['br, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
  ])('with accept-encoding %s, a file is encoded as %s', async (accepted, encoding) => {
    const response = await get('/assets/app-1a2b.js', { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(await response.text()).toBe(SCRIPT);
  });

  test.each(['/assets/missing.js', '/assets/', '/assets', '/assets/note.txt'])(
    'GET %s is 404 in the shape of the API',
    async (path) => {
      const response = await get(path);
      expect([response.status, (await response.json()).error.data.reason]).toEqual([404, 'NOT_FOUND']);
    },
  );

  test.each([
    '/../secret.txt',
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets//etc/passwd',
    '/secret.txt',
    'http://elsewhere.example/assets/app.js',
  ])('%s leads to no file outside of the app', async (path) => {
    const { status, body } = await raw(path);
    expect(body).not.toContain('outside');
    expect([200, 404]).toContain(status);
    if (status === 200) expect(body).toBe(built['index.html']);
  });

  test.each(['/trpc', '/trpc/', '/api', '/api/none', '/docs/none', '/healthz/x', '/metrics', '/openapi.json/x'])(
    'the reserved prefix of %s stays with the API',
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    },
  );

  test('the API, its documentation and health stay where they are', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await (await get('/openapi.json')).json()).openapi).toMatch(/^3\./);
    expect((await get('/docs')).status).toBe(200);
    expect((await get('/trpc/inventory.list')).status).toBe(200);
  });

  test('other methods are rejected', async () => {
    for (const path of ['/', '/e/', '/assets/app-1a2b.js']) {
      const response = await get(path, { method: 'POST' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    expect((await get('/tickets/12', { method: 'POST' })).status).toBe(404);
  });

  test('/counter.json names the accounts of a demo', async () => {
    const response = await get('/counter.json');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.json()).toEqual({ demoAccounts: [account] });
  });
});

describe('readCounter', () => {
  test('a folder without a finished build holds no app', () => {
    expect(readCounter(temporaryFile('none'))).toBeUndefined();
    for (const missing of ['index.html', 'estimate.html']) {
      expect(readCounter(writeBuild(temporaryFile('dist'), [missing]))).toBeUndefined();
    }
    expect([...readCounter(writeBuild(temporaryFile('dist')))!.assets.keys()].toSorted()).toEqual([
      'app-1a2b.js',
      'app-3c4d.css',
    ]);
  });
});
