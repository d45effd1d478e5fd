import type { Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { answerClientError } from './client-errors.ts';
import { createNodeServer, nodeLimits } from './node-server.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';
import { GET, openConnection } from './testing/connection.ts';
import { answersIn, talk } from './testing/raw.ts';

let server: ServedTestShop;
beforeAll(async () => {
  server = await serveTestShop();
});
afterAll(() => server.close());

const GOOD = 'GET /trpc/inventory.list HTTP/1.1\r\nhost: x\r\n';

function expectRefused(heard: string, status: number): void {
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
}

describe('an unparsable request gets one JSON response and a closed connection', () => {
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

test('100 headers are accepted', async () => {
  const heard = await talk(server.url, `${GOOD}connection: close\r\n${'a: b\r\n'.repeat(98)}\r\n`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('HTTP/1.0 without a host is accepted', async () => {
  const heard = await talk(server.url, 'GET /trpc/inventory.list HTTP/1.0\r\n\r\n');
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('an expect header is ignored', async () => {
  const heard = await talk(server.url, `${GOOD}expect: the-unexpected\r\nconnection: close\r\n\r\n`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('well-formed requests before garbage get their responses', async () => {
  const heard = await talk(server.url, `${GOOD}\r\nrubbish\r\n\r\n`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200]);
});

test('TRACE is rejected like any other method, and nothing of the request is returned', async () => {
  const heard = await talk(
    server.url,
    'TRACE /trpc/inventory.list HTTP/1.1\r\nhost: x\r\nsecret: canary\r\nconnection: close\r\n\r\n',
    'TRACE /healthz HTTP/1.1\r\nhost: x\r\n\r\n',
  );
  expect(answersIn(heard).map(({ status }) => status)).toEqual([405]);
  expect(heard).not.toContain('canary');
});

test('after its last allowed request a connection is closed, and nothing more is started', async () => {
  let begun = 0;
  const limited = createNodeServer(
    (_req, res) => {
      begun += 1;
      res.writeHead(200, { 'content-length': 0 }).end();
    },
    { ...nodeLimits, maxRequestsPerSocket: 3 },
  );
  await new Promise<void>((resolve) => limited.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void limited.close());
  const url = `http://127.0.0.1:${(limited.address() as AddressInfo).port}`;
  const answers = answersIn(await talk(url, `${GOOD}\r\n`.repeat(10)));
  expect(answers.map(({ status, headers }) => [status, headers['connection']])).toEqual([
    [200, 'keep-alive'],
    [200, 'keep-alive'],
    [200, 'close'],
  ]);
  expect(begun).toBe(3);
});

describe('slow clients', () => {
  const servers = new Map<string, Server>();
  const connections = (url: string) =>
    new Promise((resolve) => servers.get(url)?.getConnections((_, count) => resolve(count)));
  const serve = async (answer = '', delayMs = 0) => {
    const quick = { headersTimeout: 60, requestTimeout: 60, connectionsCheckingInterval: 20, unreadTimeout: 60 };
    const send = (res: ServerResponse) => res.writeHead(200, { 'content-length': answer.length }).end(answer);
    const slow = createNodeServer(
      (req, res) => void req.on('end', () => setTimeout(() => send(res), delayMs)).resume(),
      { ...nodeLimits, ...quick },
    );
    slow.on('clientError', answerClientError);
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      slow.closeAllConnections();
      slow.close();
    });
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    servers.set(url, slow);
    return url;
  };

  test.each([
    ['who send half a head', GOOD],
    ['who send half a body', `${GOOD}content-length: 10\r\n\r\n12345`],
  ])('%s are disconnected', async (_, sent) => {
    expectRefused(await talk(await serve(), sent), 408);
  });

  test('clients who send nothing are disconnected', async () => {
    expect(answersIn(await talk(await serve())).map(({ status }) => status)).toEqual([408]);
  });

  test('clients who do not read their responses are disconnected', async () => {
    const url = await serve('x'.repeat(1_000_000));
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.pause().on('error', () => {});
    socket.write(`${GOOD}\r\n`.repeat(50));
    await expect.poll(() => connections(url)).toBe(0);
  });

  test('clients who wait for their response stay connected', async () => {
    const url = await serve('late', 200);
    const heard = await talk(url, `${GOOD}connection: close\r\n\r\n`);
    expect(answersIn(heard)).toMatchObject([{ status: 200, body: 'late' }]);
  });

  test('a request must arrive within 15 s, and some of a response must be read within as long', () => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval, unreadTimeout } = nodeLimits;
    expect(unreadTimeout).toBeLessThan(15_000);
    expect(Math.max(headersTimeout, requestTimeout) + connectionsCheckingInterval).toBeLessThan(15_000);
  });
});

describe('idle connections', () => {
  test('are kept for KEEP_ALIVE_SECONDS, which a header announces', async () => {
    for (const keepAliveSeconds of [1, 75]) {
      const kept = await serveTestShop({ front: { keepAliveSeconds } });
      const connection = await openConnection(kept.url);
      connection.send(GET('/healthz'));
      const { headers } = await connection.answer();
      expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': `timeout=${keepAliveSeconds}` });
      // Stopping the server closes the longer one.
      if (keepAliveSeconds > 1) await kept.close();
      await connection.closed;
      await kept.close();
    }
  });

  test('outlive the time in which a response must be read, and are served again', async () => {
    const limits = { ...nodeLimits, unreadTimeout: 30, keepAliveTimeout: 60_000, headersTimeout: 200 };
    const patient = createNodeServer((_req, res) => void res.writeHead(200, { 'content-length': 0 }).end(), {
      ...limits,
      connectionsCheckingInterval: 20,
    });
    patient.on('clientError', answerClientError);
    await new Promise<void>((resolve) => patient.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      patient.closeAllConnections();
      patient.close();
    });
    const url = `http://127.0.0.1:${(patient.address() as AddressInfo).port}`;
    const idle = await openConnection(url);
    idle.send(GET('/'));
    await idle.answer();
    // Rejected after longer than the other limit: the idle connection has been silent for as long by then.
    expectRefused(await talk(url, GOOD), 408);
    idle.send(GET('/'));
    expect(await idle.answer()).toMatchObject({ status: 200 });
  });
});
