import { afterEach, describe, expect, test } from 'vitest';
import { type TestRedis, startRedis, unwatched } from '../../testing/redis.ts';
import { openRedis } from '../redis.ts';
import { memoryBus } from './local.ts';
import { redisBus } from './redis.ts';

describe('memoryBus', () => {
  test('memoryBus delivers to the listeners of a topic synchronously', () => {
    const bus = memoryBus();
    const heard: number[] = [];
    bus.subscribe('part', (id) => heard.push(id));
    bus.subscribe('account', () => heard.push(-1));
    bus.publish('part', 7);
    expect(heard).toEqual([7]);
  });
});

// Redis runs only with the second engine: `pnpm test:postgres`.
describe.runIf(process.env['REDIS_URL'])('redisBus', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  const open = async (server: TestRedis) => {
    const redis = openRedis(server.url, unwatched);
    const bus = redisBus(redis, server.url, unwatched);
    closing.push(async () => {
      await bus.close();
      redis.disconnect();
    });
    await expect.poll(() => bus.connected).toBe(true);
    return bus;
  };

  const serve = async () => {
    const server = await startRedis();
    closing.push(() => server.close());
    return server;
  };

  test('redisBus delivers once to its own listeners synchronously and to those of other processes', async () => {
    const server = await serve();
    const [one, two] = [await open(server), await open(server)];
    const heard: string[] = [];
    one.subscribe('part', (id) => heard.push(`one ${id}`));
    two.subscribe('part', (id) => heard.push(`two ${id}`));
    one.publish('part', 7);
    expect(heard).toEqual(['one 7']);
    await expect.poll(() => heard).toEqual(['one 7', 'two 7']);
    two.publish('part', 8);
    await expect.poll(() => heard).toEqual(['one 7', 'two 7', 'two 8', 'one 8']);
  });

  test('redisBus reconnects after Redis was down and reports a gap', async () => {
    const server = await serve();
    const [one, two] = [await open(server), await open(server)];
    const heard: number[] = [];
    let gaps = 0;
    two.subscribe('part', (id) => heard.push(id));
    two.onGap(() => (gaps += 1));
    await server.kill();
    await expect.poll(() => two.connected).toBe(false);
    expect(gaps).toBe(1);
    expect(() => one.publish('part', 1)).not.toThrow();
    await server.start();
    await expect.poll(() => [one.connected, two.connected]).toEqual([true, true]);
    // One gap for each failed attempt, and one for the reconnection.
    expect(gaps).toBeGreaterThanOrEqual(2);
    one.publish('part', 2);
    await expect.poll(() => heard).toEqual([2]);
  });
});
