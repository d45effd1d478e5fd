import { afterEach, describe, expect, test } from 'vitest';
import { type TestRedis, startRedis, unwatched } from '../../testing/redis.ts';
import { openRedis } from '../redis.ts';
import { sharedWindow } from './window.ts';

// Redis runs only with the second engine: `pnpm test:postgres`.
describe.runIf(process.env['REDIS_URL'])('sharedWindow', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  const serve = async () => {
    const server = await startRedis();
    closing.push(() => server.close());
    return server;
  };

  const open = async (server: TestRedis, points: number) => {
    const redis = openRedis(server.url, unwatched);
    closing.push(() => redis.disconnect());
    await expect.poll(() => redis.status).toBe('ready');
    return sharedWindow('test', { points, seconds: 60 }, redis);
  };

  test('sharedWindow counts the calls of two processes together', async () => {
    const server = await serve();
    const windows = [await open(server, 10), await open(server, 10)];
    const verdicts = await Promise.all(Array.from({ length: 20 }, async (_, n) => windows[n % 2]?.take('somebody')));
    expect(verdicts.filter((verdict) => verdict?.allowed)).toHaveLength(10);
    expect(await windows[0]?.take('somebody else')).toMatchObject({ policy: 'test', allowed: true, remaining: 9 });
  });

  test.each(['killed', 'frozen'] as const)('sharedWindow falls back to a local count when Redis is %s', async (how) => {
    const server = await serve();
    const window = await open(server, 3);
    await window.take('a');
    if (how === 'killed') await server.kill();
    else server.freeze();
    const verdicts = [];
    for (let n = 0; n < 4; n++) verdicts.push(await window.take('a'));
    server.resume();
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
  });
});
