import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../admin/testing/commands.ts';
import { openShop } from '../process/app.ts';
import { startServer } from '../process/server.ts';
import { startRedis } from '../testing/redis.ts';
import { parseConfig } from './config/config.ts';
import { dialect } from './db/columns.ts';
import { migrateDatabase } from './db/migrate.ts';
import { turn } from './db/testing/rows.ts';
import { createLog } from './log/log.ts';
import { type Dependency, createWatches } from './outages.ts';
import { ping } from './ping.ts';

type Report = [Dependency, 'lost' | 'works'];

function listen() {
  const reports: Report[] = [];
  const onOutage = (dependency: Dependency, error?: unknown) =>
    void reports.push([dependency, error === undefined ? 'works' : 'lost']);
  return { reports, onOutage };
}

describe('watchesOf', () => {
  test('watchesOf reports a loss once, no matter which watch detects it, and the recovery once all have recovered', () => {
    const { reports, onOutage } = listen();
    const watch = createWatches('redis', onOutage);
    const [one, two] = [watch(), watch()];
    one.works();
    one.lost(new Error('gone'));
    two.lost(new Error('gone'));
    one.lost(new Error('still gone'));
    one.works();
    expect(reports).toEqual([['redis', 'lost']]);
    two.works();
    two.works();
    expect(reports).toEqual([
      ['redis', 'lost'],
      ['redis', 'works'],
    ]);
  });
});

const options = {
  secrets: ['0f4c1c8e5d3b2a19-test-signing-key-7e6d'],
  accessTtlSeconds: 3600,
  refreshTtlSeconds: 3600,
  bcryptCost: 4,
};

/** A log and its captured lines. */
function keepLog() {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  return { log, lines: (): unknown[] => lines.map((line) => JSON.parse(line)) };
}

/** The URL of a migrated database. */
async function migrated(): Promise<string> {
  const url = await emptyDatabase();
  await migrateDatabase(url);
  return url;
}

/** Blocks the event loop as a real startup does: one step takes longer than a command may. */
async function beBusy(): Promise<void> {
  for (let step = 0; step < 8; step++) {
    const end = performance.now() + 120;
    while (performance.now() < end);
    await turn();
  }
}

// Redis runs only with the second engine: `pnpm test:postgres`.
describe.runIf(process.env['REDIS_URL'])('a server with Redis', () => {
  test('a server with Redis reports nothing at a healthy start, however busy, and logs a lost Redis', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    const { reports, onOutage } = listen();
    const shop = await openShop({
      ...options,
      databaseUrl: await migrated(),
      redisUrl: redis.url,
      onOutage,
    });
    onTestFinished(() => shop.close());
    await beBusy();
    await expect.poll(() => shop.bus.connected).toBe(true);
    expect(reports).toEqual([]);
    await redis.kill();
    await expect.poll(() => reports).toEqual([['redis', 'lost']]);
    await redis.start();
    await expect.poll(() => reports.at(-1)).toEqual(['redis', 'works']);
    expect(reports).toHaveLength(2);
  });

  test('the server logs which dependency is lost', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    const { lines, log } = keepLog();
    const JWT_SECRET = 'Zk3v-9qLw-77Xb-PmT2-cc0d-RyHe-51Uo';
    const env = { DATABASE_URL: await migrated(), REDIS_URL: redis.url, JWT_SECRET, PORT: '0' };
    const config = parseConfig(env, { cwd: '.', root: '.' });
    const server = await startServer(config, { log });
    onTestFinished(() => server.close());
    await redis.kill();
    const lost = expect.objectContaining({ level: 'error', dependency: 'redis', msg: 'redis cannot be used' });
    await expect.poll(() => lines()).toContainEqual(lost);
    await redis.start();
    const works = expect.objectContaining({ level: 'info', dependency: 'redis', msg: 'redis works again' });
    await expect.poll(() => lines()).toContainEqual(works);
  });

  test('a server opens without Redis', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    await redis.kill();
    const { reports, onOutage } = listen();
    const shop = await openShop({
      ...options,
      databaseUrl: await migrated(),
      redisUrl: redis.url,
      onOutage,
    });
    onTestFinished(() => shop.close());
    expect(reports).toEqual([['redis', 'lost']]);
  });
});

describe.runIf(dialect === 'postgres')('a server on PostgreSQL', () => {
  test('a server on PostgreSQL logs lost connections', async () => {
    const { onConnection } = await import('./db/postgres/server.ts');
    const url = await migrated();
    const { reports, onOutage } = listen();
    const shop = await openShop({ ...options, databaseUrl: url, onOutage });
    onTestFinished(() => shop.close());
    await ping(shop.database);
    expect(reports).toEqual([]);
    const others =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    await onConnection(url, (client) => client.query(others));
    await expect.poll(() => reports).toEqual([['postgres', 'lost']]);
    await expect
      .poll(() =>
        ping(shop.database).then(
          () => 'answered',
          () => 'lost',
        ),
      )
      .toBe('answered');
    expect(reports.at(-1)).toEqual(['postgres', 'works']);
  });
});
