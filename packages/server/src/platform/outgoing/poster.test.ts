import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Lookup, type PosterOptions, createPoster } from './poster.ts';

const POST = { headers: { 'webhook-id': 'msg_1' }, body: '{"type":"é"}' };

function poster(options: PosterOptions) {
  const created = createPoster(options);
  onTestFinished(() => created.close());
  return created;
}

async function serving(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A resolver that gives each answer in turn, and the last one for ever. */
function answering(...answers: readonly string[][]): Lookup & { asked: string[] } {
  const asked: string[] = [];
  const lookup: Lookup = (name, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(lookup, { asked });
}

/** Counts connections to this machine. */
async function listening(): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const NOT_PUBLIC = 'The name leads to an address that the internet cannot reach.';

test('a name that leads to a private address is refused without a connection, also after an answer that changes', async () => {
  const { port, connections } = await listening();
  const lookup = answering(['127.0.0.1'], ['::1', '10.0.0.1'], ['::ffff:127.0.0.1'], []);
  const { post, outcomes } = poster({ lookup });
  const url = `https://hooks.example:${port}/`;
  for (let n = 0; n < 5; n++) expect(await post({ ...POST, url })).toEqual({ status: null, error: NOT_PUBLIC });
  expect(lookup.asked).toEqual(Array.from({ length: 5 }, () => 'hooks.example'));
  expect(connections()).toBe(0);
  expect(outcomes).toEqual({ delivered: 0, refused: 0, unanswered: 5 });
});

test('none of several private addresses is tried', async () => {
  const { port, connections } = await listening();
  const { post } = poster({ lookup: answering(['127.0.0.1', '192.88.99.1', '2001:db8::1', '::1']) });
  const posted = await post({ ...POST, url: `https://hooks.example:${port}/` });
  expect(posted).toEqual({ status: null, error: NOT_PUBLIC });
  expect(connections()).toBe(0);
});

test('the address is checked again when it is sent to', async () => {
  const { port, connections } = await listening();
  const { post } = poster({});
  for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `https://localhost:${port}/`]) {
    expect((await post({ ...POST, url })).error).toMatch(/^Use an address/);
  }
  expect(connections()).toBe(0);
});

test('a post arrives with its headers and body', async () => {
  let seen: unknown;
  const port = await serving((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (some: string) => (body += some));
    request.on('end', () => {
      seen = [request.method, request.url, request.headers['webhook-id'], body];
      response.writeHead(201).end('thanks');
    });
  });
  const { post } = poster({ allowsPrivate: true });
  expect(await post({ ...POST, url: `http://127.0.0.1:${port}/a?b=c` })).toEqual({ status: 201, error: null });
  expect(seen).toEqual(['POST', '/a?b=c', 'msg_1', POST.body]);
});

test('redirects are not followed', async () => {
  let requests = 0;
  const port = await serving((request, response) => {
    requests += 1;
    response.writeHead(307, { location: `http://127.0.0.1:${String(request.socket.localPort)}/other` }).end();
  });
  const { post, outcomes } = poster({ allowsPrivate: true });
  expect(await post({ ...POST, url: `http://127.0.0.1:${port}/` })).toEqual({
    status: 307,
    error: 'It answered with a redirect, which is not followed.',
  });
  expect(requests).toBe(1);
  expect(outcomes.refused).toBe(1);
});

test('of an endless answer little is read, and its status counts', async () => {
  let written = 0;
  const closed = Promise.withResolvers<void>();
  const port = await serving((_, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
    };
    response.on('drain', more).on('close', closed.resolve);
    more();
  });
  const { post } = poster({ allowsPrivate: true });
  expect(await post({ ...POST, url: `http://127.0.0.1:${port}/` })).toEqual({ status: 200, error: null });
  await closed.promise;
  // What the buffers of the system take comes on top.
  expect(written).toBeLessThan(32 * 1024 * 1024);
});

test('a signal ends a request that has no answer', async () => {
  const stop = new AbortController();
  const port = await serving(() => stop.abort());
  const { post } = poster({ allowsPrivate: true });
  const posted = await post({ ...POST, url: `http://127.0.0.1:${port}/`, signal: stop.signal });
  expect(posted).toEqual({ status: null, error: 'No connection: ABORT_ERR.' });
});

test('an answer that never comes ends the request after a while', async () => {
  const port = await serving(() => {});
  const { post } = poster({ allowsPrivate: true, timeoutMs: 20 });
  expect(await post({ ...POST, url: `http://127.0.0.1:${port}/` })).toEqual({
    status: null,
    error: 'It did not answer in time.',
  });
});
