import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AppError, noRoute } from '../core/errors.ts';
import { root } from '../platform/root.ts';
import { freePort } from '../testing/free-port.ts';
import { serveTestShop } from './testing.ts';
import { asError, refusalOf } from './wire/refusal.ts';

const PATH = `${process.env['PATH']}:/usr/sbin:/sbin`;
function has(program: string, argument: string): boolean {
  return spawnSync(program, [argument], { env: { PATH } }).status === 0;
}
const config = readFileSync(join(root, 'deploy/haproxy.cfg'), 'utf8');

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shop-haproxy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function check(text: string) {
  const file = join(scratch(), 'haproxy.cfg');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync('haproxy', ['-c', '-f', file], { env: { PATH }, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}`.trim() };
}
const valid = { status: 0, said: 'Configuration file is valid' };

/** Starts HAProxy with the file, on a free port, in front of two addresses. */
async function startProxy(env: { SHOP_1: string; SHOP_2: string; TLS_PROXY?: string }): Promise<string> {
  const port = await freePort();
  const file = join(scratch(), 'haproxy.cfg');
  writeFileSync(file, config.replace('bind :8080', `bind 127.0.0.1:${port}`));
  const proxy = spawn('haproxy', ['-db', '-f', file], { env: { PATH, ...env }, stdio: 'ignore' });
  const ended = once(proxy, 'exit');
  onTestFinished(async () => {
    proxy.kill('SIGKILL');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(() =>
      fetch(url).then(
        () => 'listens',
        () => 'refuses',
      ),
    )
    .toBe('listens');
  return url;
}

/** A server that is always ready. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const nothing = async (): Promise<string> => `127.0.0.1:${await freePort()}`;

describe.skipIf(!has('haproxy', '-v'))('deploy/haproxy.cfg [needs it: apt-get install haproxy]', () => {
  test('is valid as it is', () => {
    expect(check(config)).toEqual(valid);
  });

  test.skipIf(!has('openssl', 'version'))('is valid with TLS enabled', () => {
    const pem = join(scratch(), 'shop.pem');
    const subject = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=shop.example.com'];
    expect(spawnSync('openssl', [...subject, '-keyout', pem, '-out', `${pem}.crt`], { env: { PATH } }).status).toBe(0);
    writeFileSync(pem, `${readFileSync(pem, 'utf8')}${readFileSync(`${pem}.crt`, 'utf8')}`);
    const withTls = config.replace('  bind :8080\n', '').replaceAll('#tls ', '').replace('/etc/haproxy/shop.pem', pem);
    expect(withTls).not.toBe(config);
    const { status, said } = check(withTls);
    expect([status, said.split('\n').at(-1)]).toEqual([0, valid.said]);
  });

  test('passes calls to a shop, and never its metrics', async () => {
    const shop = await serveTestShop({ front: { trustProxy: { hops: 1 } } });
    onTestFinished(() => shop.close());
    const url = await startProxy({ SHOP_1: new URL(shop.url).host, SHOP_2: await nothing() });
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    const answer = await fetch(`${url}/trpc/inventory.list`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { result: { data: { items: [] } } }]);
    const requestId = answer.headers.get('x-request-id');
    expect(shop.lines()).toContainEqual(expect.objectContaining({ procedure: 'inventory.list', requestId }));

    for (const path of ['/metrics', '/metrics?x=1']) {
      const refused = await fetch(`${url}${path}`);
      const id = refused.headers.get('x-request-id') ?? '';
      expect(id).toMatch(/^[\w-]{1,64}$/);
      expect([refused.status, await refused.json()]).toEqual([
        404,
        refusalOf(asError(noRoute()), { requestId: id }).body,
      ]);
      expect(shop.lines()).not.toContainEqual(expect.objectContaining({ requestId: id }));
    }
  });

  test('answers for unreachable servers like a busy one', async () => {
    const url = await startProxy({ SHOP_1: await nothing(), SHOP_2: await nothing() });
    const answer = await fetch(`${url}/trpc/inventory.list`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    const busy = new AppError(
      'OVERLOADED',
      { retryAfterSeconds: 2 },
      'No server can answer right now. Retry in 2 seconds.',
    );
    const requestId = answer.headers.get('x-request-id') ?? '';
    expect(requestId).not.toBe('');
    expect(await answer.json()).toEqual(refusalOf(asError(busy), { requestId }).body);
  });

  test.each([
    ['drops the addresses that clients claim', undefined, '127.0.0.1'],
    ['keeps the address from the TLS proxy, before its own', '127.0.0.1', '203.0.113.9, 127.0.0.1'],
  ])('%s', async (_, TLS_PROXY, seen) => {
    const echo = await serve((req, res) => res.end(req.headers['x-forwarded-for']));
    const url = await startProxy({ SHOP_1: echo, SHOP_2: echo, ...(TLS_PROXY === undefined ? {} : { TLS_PROXY }) });
    const answer = await fetch(url, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect([answer.status, await answer.text()]).toEqual([200, seen]);
  });
});
