import { afterEach, describe, expect, test, vi } from 'vitest';
import { createReadiness } from './health.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';

describe('createReadiness', () => {
  const readiness = (probe: () => Promise<unknown>, more: { draining?: boolean; troubles?: string[] } = {}) =>
    createReadiness({
      probe,
      isDraining: () => more.draining ?? false,
      failingDependencies: async () => more.troubles ?? [],
    })();

  test('is ready while the database answers', async () => {
    expect(await readiness(async () => {})).toEqual({ ready: true, body: { status: 'ready' } });
  });

  test('is degraded but ready when a dependency other than reads fails', async () => {
    expect(await readiness(async () => {}, { troubles: ['redis'] })).toEqual({
      ready: true,
      body: { status: 'degraded', because: ['redis'] },
    });
  });

  test('is not ready without the database', async () => {
    const lost = () => Promise.reject(new Error('gone'));
    expect(await readiness(lost)).toEqual({ ready: false, body: { status: 'unavailable' } });
  });

  test('is not ready while draining, whatever the database answers', async () => {
    const probe = vi.fn(async () => {});
    expect(await readiness(probe, { draining: true })).toEqual({ ready: false, body: { status: 'draining' } });
    expect(probe).not.toHaveBeenCalled();
  });

  test('probes a hanging database once, and keeps the last known state', async () => {
    let fail: ((error: Error) => void) | undefined;
    const probe = vi.fn(() => new Promise((_, reject) => (fail = reject)));
    const ask = createReadiness({ probe, isDraining: () => false });
    expect(await ask()).toMatchObject({ ready: true });
    expect(await ask()).toMatchObject({ ready: true });
    expect(probe).toHaveBeenCalledTimes(1);
    fail?.(new Error('timed out'));
    await expect.poll(() => ask()).toMatchObject({ ready: false });
  });
});

describe('health over HTTP', () => {
  let server: ServedTestShop | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  test('healthz and readyz answer GET and HEAD without a token', async () => {
    server = await serveTestShop();
    for (const [path, body] of [
      ['/healthz', { status: 'ok' }],
      ['/readyz', { status: 'ready' }],
      ['/readyz?verbose', { status: 'ready' }],
    ] as const) {
      const response = await fetch(server.url + path, { headers: { authorization: 'Bearer rubbish' } });
      expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body });
      const head = await fetch(server.url + path, { method: 'HEAD' });
      expect({ status: head.status, text: await head.text() }).toEqual({ status: 200, text: '' });
    }
  });

  test('readyz reports a lost database', async () => {
    server = await serveTestShop();
    await server.shop.shop.database.close();
    const response = await fetch(`${server.url}/readyz`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toEqual({ status: 'unavailable' });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is rejected with the allowed methods', async (method) => {
    server = await serveTestShop();
    const response = await fetch(`${server.url}/healthz`, { method, ...(method === 'POST' ? { body: '{}' } : {}) });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await response.json()).toMatchObject({
      error: { data: { reason: 'METHOD_NOT_ALLOWED', details: { allow: ['GET', 'HEAD'] } } },
    });
  });
});
