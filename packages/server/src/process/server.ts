import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { demoAccounts } from '../features/accounts/demo-people.ts';
import { startDeliveries } from '../features/webhooks/worker.ts';
import { readCounter } from '../http/counter/files.ts';
import { openHttpServer } from '../http/http-server.ts';
import { openMetricsPort } from '../http/metrics-port.ts';
import { createMetrics } from '../http/metrics/metrics.ts';
import { served } from '../http/run/served.ts';
import { type Config, ConfigError, isLoopback } from '../platform/config/config.ts';
import { isDemo } from '../platform/db/demo-mark.ts';
import { type DatabaseLock, lockDatabaseFile } from '../platform/db/lock.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import type { Log } from '../platform/log/log.ts';
import type { OnOutage } from '../platform/outages.ts';
import { root } from '../platform/root.ts';
import { openShop } from './app.ts';
import { startHousekeeping } from './housekeeping.ts';

export interface RunningServer {
  /** Its base URL, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Rejects new calls, finishes running ones, then closes everything. */
  close(): Promise<void>;
}

const INDEXING_MS = 3000;
const counterFolder = join(root, 'packages/counter/dist');
const elapsed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

interface Closing {
  close(): unknown;
}

function outageLog(log: Log): OnOutage {
  return (dependency, error) => {
    if (error === undefined) log.info({ dependency }, `${dependency} works again`);
    else log.error({ dependency, error }, `${dependency} cannot be used`);
  };
}

/** Locks the file for this server. */
function claim(file: string): DatabaseLock {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return lockDatabaseFile(file);
  } catch (error) {
    // Errors of the system and of SQLite have a code but do not name the setting.
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new ConfigError(
      'DATABASE_URL',
      `cannot use ${file} (${error.message}): check its folder and your permissions.`,
    );
  }
}

async function closeAll(open: Closing[]): Promise<void> {
  for (const one of open.splice(0).toReversed()) await one.close();
}

/**
 * Starts a complete server: locks the database file, migrates, opens the shop and listens. Throws an error whose
 * message says what to do, with nothing left open.
 */
export async function startServer(config: Config, { log }: { log: Log }): Promise<RunningServer> {
  const open: Closing[] = [];
  const { databaseUrl, databaseFile } = config;
  try {
    if (databaseFile !== undefined) {
      const lock = claim(databaseFile);
      open.push({ close: () => lock.release() });
    }
    const { applied } = await migrateDatabase(databaseUrl);
    if (applied > 0) log.info({ applied }, 'migrated');
    const metrics = config.metrics ? createMetrics(served.keys()) : undefined;
    if (metrics) open.push(metrics);
    const onError = (error: unknown): void => log.error({ error }, 'background error');
    const onOutage = outageLog(log);
    const shop = await openShop({ ...config, onError, onOutage, ...(metrics ? { onGroup: metrics.onGroup } : {}) });
    open.push(shop);
    metrics?.watch(shop);
    // A small shop is fully indexed before it opens; the rest of a large one follows while it serves.
    await Promise.race([shop.reindexing.settled(), elapsed(INDEXING_MS)]);
    const demo = await isDemo(shop.database.read);
    if (!isLoopback(config.host) && demo) {
      throw new ConfigError('HOST', 'this database holds the demo, whose passwords are public: use 127.0.0.1.');
    }
    const housekeeping = startHousekeeping(shop, onError);
    open.push({ close: () => housekeeping.stop() });
    const deliveries = startDeliveries(shop, onError);
    open.push({ close: () => deliveries.stop() });
    if (metrics && config.metricsPort !== undefined) {
      const port = await openMetricsPort(metrics, config.host, config.metricsPort);
      open.push(port);
      log.info({ url: port.url }, 'metrics');
    }
    const metricsHere = config.metricsPort === undefined ? metrics : undefined;
    const counterFiles = config.counter ? readCounter(counterFolder) : undefined;
    const counterApp = counterFiles && { ...counterFiles, demoAccounts: demo ? demoAccounts : [] };
    const front = await openHttpServer(shop, { ...config, metricsHere, counterApp }, metrics?.counting(log) ?? log);
    open.push(front);
    for (const warning of config.warnings) log.warn(warning);
    // Logged at any level: the operator waits for it.
    log.child({}, { level: 'info' }).info({ url: front.url }, 'listening');
    return { url: front.url, close: () => closeAll(open) };
  } catch (error) {
    await closeAll(open);
    throw error;
  }
}
