import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { pendingOn } from './pending-answer.ts';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a connection tells the answer that it is busy with, until it is written', async () => {
  const seen: { during: boolean; socket: Socket }[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, ({ socket }, res: ServerResponse) => {
    seen.push({ during: pendingOn(socket) === res, socket });
    res.end('ok');
  });
  const closed = new Promise((resolve) => server.once('close', resolve));
  expect(await (await fetch(await listening(server))).text()).toBe('ok');
  const [one] = seen;
  expect(one?.during).toBe(true);
  expect(one && pendingOn(one.socket)).toBeUndefined();
  server.closeAllConnections();
  server.close();
  await closed;
});

test('a connection that has served nothing is busy with nothing', () => {
  expect(pendingOn(new Socket())).toBeUndefined();
});
