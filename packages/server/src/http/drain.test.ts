import { expect, test } from 'vitest';
import { createDrain } from './drain.ts';
import { serveTestShop } from './testing.ts';
import { GET, loginInPieces, openConnection } from './testing/connection.ts';

const listOf = '/trpc/inventory.list';

test('running calls get their responses, new ones are refused, then the port is closed', async () => {
  const server = await serveTestShop();
  const [begun, idle, probing] = await Promise.all([1, 2, 3].map(() => openConnection(server.url)));
  const [head, rest] = loginInPieces();
  begun!.send(head);
  // Both have been accepted and served once: the server has the headers above by then.
  for (const { send, answer } of [idle!, probing!]) {
    send(GET(listOf));
    expect(await answer()).toMatchObject({ status: 200 });
  }
  let closed = false;
  const closing = server.close().then(() => (closed = true));

  idle!.send(GET(listOf));
  const refused = await idle!.answer();
  expect(refused).toMatchObject({ status: 503, headers: { connection: 'close', 'retry-after': '1' } });
  const { error } = JSON.parse(refused.body);
  expect(error.data).toMatchObject({ reason: 'SHUTTING_DOWN', code: 'SERVICE_UNAVAILABLE' });
  expect(error.data).not.toHaveProperty('path');
  await idle!.closed;

  probing!.send(GET('/readyz'));
  const ready = await probing!.answer();
  expect(ready).toMatchObject({ status: 503, headers: { connection: 'close' }, body: '{"status":"draining"}' });
  await probing!.closed;

  expect(closed).toBe(false);
  begun!.send(rest);
  const answer = await begun!.answer();
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body).error.data.reason).toBe('INVALID_CREDENTIALS');
  await closing;
  await expect(fetch(server.url + listOf)).rejects.toThrow();
});

test('a call that never ends is cut off after the drain time', async () => {
  const server = await serveTestShop({ front: { drainSeconds: 0 } });
  const stuck = await openConnection(server.url);
  stuck.send(loginInPieces()[0]);
  const other = await openConnection(server.url);
  other.send(GET(listOf));
  await other.answer();
  await server.close();
  await stuck.closed;
  await expect(stuck.answer()).rejects.toThrow('closed');
});

test('closing twice equals closing once', async () => {
  const server = await serveTestShop();
  await Promise.all([server.close(), server.close()]);
  await expect(fetch(server.url)).rejects.toThrow();
});

test('without running calls the drain ends immediately', async () => {
  const drain = createDrain();
  expect(drain.draining).toBe(false);
  await drain.start(1e9);
  expect(drain.draining).toBe(true);
});
