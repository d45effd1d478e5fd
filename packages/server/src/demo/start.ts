import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Config, ConfigError, isLoopback, parseConfig } from '../platform/config/config.ts';
import { commandFolder } from '../platform/config/cwd.ts';
import { type Env, readVariable } from '../platform/config/values.ts';
import { isDemo } from '../platform/db/demo-mark.ts';
import { DatabaseInUse, type DatabaseLock, lockDatabaseFile } from '../platform/db/lock.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open.ts';
import type { Log } from '../platform/log/log.ts';
import { root } from '../platform/root.ts';
import { buildShop } from '../process/app.ts';
import { type RunningServer, startServer } from '../process/server.ts';
import { isEmptyShop, seedDemo } from './seed.ts';

/** The default path of the demo; never the file of a real shop. */
export const DEMO_FILE = resolve(root, 'data/demo.db');

/** The settings for a demo in this file, whatever the environment says about databases. */
export function demoConfig(env: Env, file: string): Config {
  const config = parseConfig(
    {
      ...env,
      DATABASE_URL: pathToFileURL(file).href,
      // A demo is one process and needs no stored secret.
      REDIS_URL: undefined,
      NODE_ENV: undefined,
      // The demo scripts register an account at each run.
      RATE_LIMIT_REGISTER: readVariable(env, 'RATE_LIMIT_REGISTER') ?? '1000/3600',
    },
    { cwd: commandFolder(env), root },
  );
  if (!isLoopback(config.host)) {
    throw new ConfigError('HOST', 'the passwords of the demo are public: use 127.0.0.1, or leave HOST unset.');
  }
  return config;
}

function lockDemo(file: string): DatabaseLock {
  try {
    return lockDatabaseFile(file);
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error;
    // oxlint-disable-next-line eslint/preserve-caught-error -- the cause would be shown, with advice that is not for a demo
    throw new Error(`A demo is already running on ${file}: use that one, or stop it first.`);
  }
}

// The demo is created in one long transaction.
const SEED_TIMEOUT_MS = 600_000;

/** Migrates the file, and fills it when it is empty. */
async function prepare(file: string, config: Config, log: Log): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = lockDemo(file);
  try {
    await migrateDatabase(config.databaseUrl);
    const database = await openDatabase(config.databaseUrl, { timeout: SEED_TIMEOUT_MS });
    const shop = buildShop(database, { ...config, rates: undefined });
    try {
      if (await isEmptyShop(database.read)) {
        await seedDemo(shop);
        log.info('demo data added');
      } else if (!(await isDemo(database.read))) {
        throw new Error(`${file} holds something other than the demo: move that file away.`);
      }
    } finally {
      await shop.close();
    }
  } finally {
    lock.release();
  }
}

/** Serves the demo shop from a file, which is created and filled when missing. */
export async function startDemo(file: string, config: Config, log: Log): Promise<RunningServer> {
  await prepare(file, config, log);
  return startServer(config, { log });
}
