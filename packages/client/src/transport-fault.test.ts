import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeShop } from '../test/testing/fake-shop.ts';
import { connect } from './create-shop-client.ts';
import { type ShopUnreachableError, isShopUnreachable } from './errors.ts';
import type { ShopClientOptions } from './shop-links.ts';

/** What a call ends with, and how often it was sent. */
async function fail(options: ShopClientOptions): Promise<{ error: ShopUnreachableError; attempts: number }> {
  let attempts = 1;
  const client = connect(options, async () => void (attempts += 1));
  const error: unknown = await client.tickets.delete.mutate({ id: 1 }).catch((failed: unknown) => failed);
  if (!isShopUnreachable(error)) throw new Error('not told as unreachable', { cause: error });
  expect(error.kind).toBe('unreachable');
  return { error, attempts };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A port where whatever connects is handed to `serve`. */
function port(serve: (socket: Socket) => void): Promise<number> {
  return listen(createServer((socket) => serve(socket.on('error', () => undefined))));
}

function http(status: number, headers: Record<string, string>, body = ''): Promise<number> {
  return listen(createHttpServer((_request, response) => response.writeHead(status, headers).end(body)));
}

/** As Node's fetch fails. */
function failing(cause: Error) {
  return async () => {
    throw new TypeError('fetch failed', { cause });
  };
}
const withCode = (code: string) => Object.assign(new Error('deep inside'), { code });

describe('permanent faults are named and not retried', () => {
  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('a certificate: %s', async (code) => {
    const url = 'https://shop.example';
    const { error, attempts } = await fail({ url, fetch: failing(withCode(code)) });
    expect(error.message).toMatch(/^The certificate of https:\/\/shop\.example is not trusted here \(/);
    expect(error.message).toContain(code);
    expect({ attempts, mayHaveRun: error.mayHaveRun }).toEqual({ attempts: 1, mayHaveRun: false });
  });

  it.each(['EPROTO', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_TLS_HANDSHAKE_TIMEOUT'])(
    'no secure connection: %s',
    async (code) => {
      const { error, attempts } = await fail({ url: 'https://shop.example', fetch: failing(withCode(code)) });
      expect(error.message).toContain(`https://shop.example makes no secure connection (${code})`);
      expect(attempts).toBe(1);
    },
  );

  it('https to a port that serves http', async () => {
    const shop = await fakeShop(() => ({ data: null }));
    const { error, attempts } = await fail({ url: shop.url.replace('http:', 'https:') });
    expect(error.message).toContain('begin the address with http://');
    expect({ attempts, mayHaveRun: error.mayHaveRun }).toEqual({ attempts: 1, mayHaveRun: false });
    expect(shop.requests).toEqual([]);
  });

  it('http to a port that serves something else', async () => {
    const ssh = await port((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const { error, attempts } = await fail({ url: `http://127.0.0.1:${ssh}` });
    expect(error.message).toContain(`The server at http://127.0.0.1:${ssh} does not speak HTTP`);
    expect(attempts).toBe(1);
  });

  it.each([
    'Client sent an HTTP request to an HTTPS server.',
    '<h1>The plain HTTP request was sent to HTTPS port</h1>',
  ])('http to a port that answers: %s', async (body) => {
    const { error, attempts } = await fail({ url: `http://127.0.0.1:${await http(400, {}, body)}` });
    expect(error.message).toContain('begin the address with https://');
    expect(attempts).toBe(1);
  });

  it('a redirect, with where it leads', async () => {
    const location = 'https://user:hunter22@shop.example/inner/trpc/tickets.delete';
    const url = `http://127.0.0.1:${await http(308, { location })}`;
    const { error, attempts } = await fail({ url });
    expect(error.message).toContain(`${url} redirects to https://shop.example/inner. Use that address`);
    expect(error.message).not.toContain('hunter22');
    expect(error.meta?.['response']).toMatchObject({ status: 308 });
    expect(attempts).toBe(1);
  });

  it('a redirect whose target a browser hides', async () => {
    const opaque = { status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' };
    const { error, attempts } = await fail({ url: 'http://shop.example', fetch: async () => opaque });
    expect(error.message).toContain('http://shop.example redirects elsewhere');
    expect(attempts).toBe(1);
  });

  it.each(['{"error":"Not found"}', '{"error":{"message":"No","code":-32004,"data":{"code":"NOT_FOUND"}}}', '[1]'])(
    'an answer that another server gives: %s',
    async (body) => {
      const { error, attempts } = await fail({ url: `http://127.0.0.1:${await http(404, { server: 'x' }, body)}` });
      expect(error.message).toContain('but is not a mechanic-shop server');
      expect(error.meta?.['response']).toMatchObject({ status: 404 });
      expect(attempts).toBe(1);
    },
  );

  it('a port that fetch blocks', async () => {
    const { error, attempts } = await fail({ url: 'http://127.0.0.1:6000' });
    expect(error.message).toContain('fetch blocks the port in http://127.0.0.1:6000');
    expect({ attempts, mayHaveRun: error.mayHaveRun }).toEqual({ attempts: 1, mayHaveRun: false });
  });

  it('http from a page on https', async () => {
    vi.stubGlobal('location', { href: 'https://page.example/', origin: 'https://page.example' });
    onTestFinished(() => void vi.unstubAllGlobals());
    const fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
    const { error, attempts } = await fail({ url: 'http://shop.example', fetch });
    expect(error.message).toContain('Serve the shop on https');
    expect(attempts).toBe(1);
    expect((await fail({ url: 'http://localhost:4000', fetch })).error.message).toContain('CORS_ORIGINS');
  });
});

describe('temporary faults are retried, with hints at other causes', () => {
  it('a server that closes an http connection without a response may serve https', async () => {
    const closing = await port((socket) => socket.on('data', () => socket.destroy()));
    const { error, attempts } = await fail({ url: `http://127.0.0.1:${closing}` });
    expect(error.message).toContain('if it serves https, begin the address with https://');
    expect({ attempts, mayHaveRun: error.mayHaveRun }).toEqual({ attempts: 3, mayHaveRun: true });
  });

  it.each([
    ['https://page.example', 'it may not allow pages of https://page.example: add that origin to its CORS_ORIGINS'],
    ['null', 'serve it over HTTP'],
  ])('a page of %s may not be allowed', async (origin, hint) => {
    vi.stubGlobal('location', { href: 'https://page.example/', origin });
    onTestFinished(() => void vi.unstubAllGlobals());
    const fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
    const { error, attempts } = await fail({ url: 'https://shop.example', fetch });
    expect(error.message).toContain(hint);
    expect(attempts).toBe(3);
    if (origin !== 'null') {
      expect((await fail({ url: origin, fetch })).error.message).not.toContain('CORS_ORIGINS');
    }
  });
});
