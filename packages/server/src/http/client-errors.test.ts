import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { answerClientError } from './client-errors.ts';
import { createNodeServer, nodeLimits } from './node-server.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';
import { answersIn, talk } from './testing/raw.ts';

let server: ServedTestShop;
beforeAll(async () => {
  server = await serveTestShop();
});
afterAll(() => server.close());

const GOOD = 'GET /trpc/inventory.list HTTP/1.1\r\nhost: x\r\n';

const expectRefused = (heard: string, status: number): void => {
  const [answer, ...more] = answersIn(heard);
  expect(more).toEqual([]);
  expect(answer?.status, heard).toBe(status);
  expect(answer?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  expect(JSON.parse(answer?.body ?? '')).toMatchObject({
    error: { data: { httpStatus: status, reason: 'INVALID_INPUT', requestId: answer?.headers['x-request-id'] } },
  });
};

describe('what is no request gets one JSON answer and a closed connection', () => {
  test.each([
    ['no HTTP at all', 'HELLO\r\n\r\n', 400],
    ['bytes', '\u0000\u0001\u0002\r\n\r\n', 400],
    ['an unknown method', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['a space in the address', 'GET /trpc/a b HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['a bare line feed in a header', 'GET / HTTP/1.1\r\nhost: x\r\na: b\nc\r\n\r\n', 400],
    ['a folded length', `${GOOD}content-length: 1\r\ncontent-length: 2\r\n\r\n`, 400],
    ['a length and chunks', `${GOOD}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`, 400],
    ['a wrong length', `${GOOD}content-length: x\r\n\r\n`, 400],
    ['no host', 'GET /trpc/inventory.list HTTP/1.1\r\n\r\n', 400],
    ['a proxy request', 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n', 400],
    ['headers of 20 KB', `${GOOD}a: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address of 20 KB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
    ['101 headers', `${GOOD}${'a: b\r\n'.repeat(100)}\r\n`, 431],
    ['1,000 headers', `${GOOD}${'a: b\r\n'.repeat(999)}\r\n`, 431],
  ])('%s', async (_, sent, status) => {
    expectRefused(await talk(server.url, sent), status);
  });

  test('broken chunks', async () => {
    const head = 'POST /trpc/auth.login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    expectRefused(await talk(server.url, `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`), 400);
  });
});

test('100 headers are served', async () => {
  const heard = await talk(server.url, `${GOOD}connection: close\r\n${'a: b\r\n'.repeat(98)}\r\n`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('HTTP/1.0 without a host is served', async () => {
  const heard = await talk(server.url, 'GET /trpc/inventory.list HTTP/1.0\r\n\r\n');
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('an expectation is no reason to refuse', async () => {
  const heard = await talk(server.url, `${GOOD}expect: the-unexpected\r\nconnection: close\r\n\r\n`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('what was well-formed before rubbish gets its answer', async () => {
  const heard = await talk(server.url, `${GOOD}\r\nrubbish\r\n\r\n`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('TRACE is refused like any other method, and nothing comes back of what was sent', async () => {
  const heard = await talk(
    server.url,
    'TRACE /trpc/inventory.list HTTP/1.1\r\nhost: x\r\nsecret: canary\r\nconnection: close\r\n\r\n',
    'TRACE /healthz HTTP/1.1\r\nhost: x\r\n\r\n',
  );
  expect(answersIn(heard).map(({ status }) => status)).toEqual([405]);
  expect(heard).not.toContain('canary');
});

describe('slow clients', () => {
  const serve = async () => {
    const quick = { ...nodeLimits, headersTimeout: 60, requestTimeout: 60, connectionsCheckingInterval: 20 };
    const slow = createNodeServer((req, res) => void req.on('end', () => res.end()).resume(), quick);
    slow.on('clientError', answerClientError);
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      slow.closeAllConnections();
      slow.close();
    });
    return `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
  };

  test.each([
    ['who send half a head', GOOD],
    ['who send half a body', `${GOOD}content-length: 10\r\n\r\n12345`],
  ])('%s are cut', async (_, sent) => {
    expectRefused(await talk(await serve(), sent), 408);
  });

  test('who send nothing are cut', async () => {
    expect(answersIn(await talk(await serve())).map(({ status }) => status)).toEqual([408]);
  });

  test('the whole of a request has to come within 15 s', () => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } = nodeLimits;
    expect(Math.max(headersTimeout, requestTimeout) + connectionsCheckingInterval).toBeLessThan(15_000);
  });
});
