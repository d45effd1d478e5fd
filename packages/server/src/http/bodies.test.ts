import { afterAll, describe, expect, test } from 'vitest';
import { serveTestShop } from './testing.ts';
import { JSON_TYPE, expectRefused, requestsTo } from './testing/refused-answer.ts';

const server = await serveTestShop({ front: { maxBodyBytes: 2048, maxBatch: 3 } });
afterAll(() => server.close());
const { ask, post } = requestsTo(server.url);

describe('content type', () => {
  test.each([{}, { 'content-type': 'text/plain' }, { 'content-type': 'application/jsonx' }, { 'content-type': '' }])(
    '%o is rejected',
    async (headers) => {
      const body = new Blob(['{}']).stream();
      expectRefused(await post('/trpc/auth.login', body, headers), 415, { reason: 'UNSUPPORTED_MEDIA_TYPE' });
    },
  );

  test('a form, a compressed body and a missing body without a type are rejected', async () => {
    const refusal = { reason: 'UNSUPPORTED_MEDIA_TYPE' };
    const form = { 'content-type': 'multipart/form-data; boundary=x' };
    expectRefused(await post('/trpc/auth.login', '--x--', form), 415, refusal);
    expectRefused(await post('/trpc/auth.login', '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415, refusal);
    expectRefused(await post('/trpc/auth.login', undefined, {}), 415, refusal);
  });

  test('parameters and case are ignored', async () => {
    const answer = await post('/trpc/auth.login', '{}', { 'content-type': 'Application/JSON; charset=utf-8' });
    expectRefused(answer, 400, { reason: 'INVALID_INPUT', path: 'auth.login' });
  });
});

describe('size', () => {
  const big = JSON.stringify({ email: 'x'.repeat(4000) });
  const refusal = { reason: 'BODY_TOO_LARGE', code: 'PAYLOAD_TOO_LARGE', details: { limit: 2048 } };

  test('a body that declares too large a size is rejected, and the connection closed', async () => {
    const answer = await post('/trpc/auth.login', big);
    expectRefused(answer, 413, refusal);
    expect(answer.headers.get('connection')).toBe('close');
  });

  test('a body that turns out too large is rejected, too', async () => {
    const answer = await post('/trpc/auth.login', new Blob([big]).stream());
    expectRefused(answer, 413, refusal);
    expect(answer.headers.get('connection')).toBe('close');
  });

  test('a body of exactly the limit is accepted', async () => {
    const body = `"${'x'.repeat(2046)}"`;
    expectRefused(await post('/trpc/auth.login', body), 400, { reason: 'INVALID_INPUT', path: 'auth.login' });
  });

  test('the size is checked before the content', async () => {
    expectRefused(await post('/trpc/auth.login', '{'.repeat(4000)), 413, refusal);
  });
});

describe('JSON', () => {
  test.each(['{', ' ', '{"a":}', '{}{}', '\uFEFF{}', 'undefined'])('%j is malformed', async (body) => {
    const error = expectRefused(await post('/trpc/auth.login', body), 400, {
      reason: 'INVALID_INPUT',
      code: 'PARSE_ERROR',
    });
    expect(error.code).toBe(-32700);
    expect(error.data.path).toBeUndefined();
  });

  test('invalid UTF-8 is malformed, too', async () => {
    const body = new Blob([Uint8Array.of(0x22, 0xff, 0x22)]).stream();
    expectRefused(await post('/trpc/auth.login', body), 400, { code: 'PARSE_ERROR' });
  });

  test('malformed JSON in a query is reported once for a whole batch', async () => {
    for (const path of ['inventory.list?input={', 'inventory.list,auth.me?batch=1&input=x']) {
      const error = expectRefused(await ask(`/trpc/${path}`), 400, { code: 'PARSE_ERROR' });
      expect(error.data.path).toBeUndefined();
    }
  });

  test('malformed JSON is reported before the token', async () => {
    const headers = { ...JSON_TYPE, authorization: 'Bearer wrong' };
    expectRefused(await post('/trpc/auth.logout', '{', headers), 400, { code: 'PARSE_ERROR' });
    expectRefused(await post('/trpc/auth.logout', '{"x":1}', headers), 401, { reason: 'TOKEN_INVALID' });
  });
});
