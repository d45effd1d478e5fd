import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { runShop } from './testing/run-shop.ts';
import { part } from './testing/samples.ts';

test('the command names itself to the server, for the list of sessions', async () => {
  const programs: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    programs.push(request.headers['user-agent']);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify([{ result: { data: part } }]));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { status } = await runShop(['parts', 'show', '7'], {
    env: { SHOP_URL: `http://127.0.0.1:${port}`, HOME: '/' },
  });
  expect({ status, programs }).toEqual({ status: 0, programs: [expect.stringMatching(/^shop\/\d+\.\d+\.\d+$/)] });
});
