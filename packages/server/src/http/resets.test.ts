import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startProcess } from '../process/testing.ts';
import { resetAfter } from '../testing/fuzz/wire.ts';

let folder: string;
let server: ServerProcess;
let url: string;
let metricsUrl: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shop-resets-'));
  server = startProcess({
    DATABASE_URL: `file:${folder}/shop.db`,
    METRICS: 'on',
    METRICS_PORT: '0',
    LOG_LEVEL: 'info',
  });
  url = await server.listening;
  metricsUrl = /"url":"([^"]+)\/metrics"/.exec(server.out())?.[1] ?? '';
});
afterAll(async () => {
  server.child.kill();
  await server.exited;
  rmSync(folder, { recursive: true });
});

const GET = 'GET /trpc/inventory.list HTTP/1.1\r\nhost: x\r\n\r\n';
const POST =
  'POST /trpc/auth.login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{';
const CONNECT = 'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n';
const UPGRADE = 'GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';

test.each([
  ['CONNECT', CONNECT],
  ['CONNECT behind two other requests', GET + CONNECT],
  ['CONNECT with bytes behind it', `${CONNECT}hello`],
  ['an upgrade', UPGRADE],
  ['an upgrade behind two other requests', GET + UPGRADE],
  ['an expectation', POST.replace('\r\n\r\n', '\r\nexpect: 100-continue\r\n\r\n')],
  ['what is no request', 'rubbish\r\n\r\n'],
  ['what is no request behind two others', `${GET}rubbish\r\n\r\n`],
  ['headers that are too long', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['half a body', POST],
  ['a request', GET],
])('%s followed by a reset does not crash the server', async (_, bytes) => {
  for (const address of [url, metricsUrl]) {
    await Promise.all(Array.from({ length: 30 }, (_, number) => resetAfter(address, Buffer.from(bytes), number)));
  }
  expect((await fetch(`${url}/trpc/inventory.list`)).status).toBe(200);
  expect((await fetch(`${metricsUrl}/metrics`)).status).toBe(200);
  expect(server.child.exitCode).toBeNull();
  expect(server.out()).not.toMatch(/"level":"(?:fatal|error)"/);
});
