import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Database, DatabaseOptions } from '../database.ts';
import { migrationsFolder, readMigrations } from '../migrations.ts';
import { migratePostgres } from './migrate.ts';
import { openPostgres } from './open.ts';
import { prefixOfRun } from './run-prefix.ts';
import { onConnection } from './server.ts';

// Must be unique among programs that share the server.
const LOCK = 720_114_002;

function urlOf(name: string): string {
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Creates the migrated template once per server, however many test processes start together. */
function makeTemplate(base: string): Promise<string> {
  return onConnection(base, async (client) => {
    const migrations = readMigrations(migrationsFolder());
    const name = `shop_template_${createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)}`;
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      // Renamed only when complete, so that an interrupted run leaves no partial template.
      await client.query(`drop database if exists ${name}_new`);
      await client.query(`create database ${name}_new template template0 encoding 'UTF8'`);
      await migratePostgres(urlOf(`${name}_new`), migrations);
      await client.query(`alter database ${name}_new rename to ${name}`);
    }
    return name;
  });
}
let template: Promise<string> | undefined;

// One connection for a test process: logging in took as long as the rest of a small test. It keeps no process alive.
let creator: pg.Pool | undefined;

async function run(command: string): Promise<void> {
  creator ??= new pg.Pool({
    connectionString: process.env['DATABASE_URL'],
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  });
  await creator.query(command);
}

const newName = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

async function createDatabase(template: string, name = newName('shop_test')) {
  await run(`create database ${name} template ${template}`);
  return { url: urlOf(name), drop: () => run(`drop database if exists ${name} with (force)`) };
}

/** An empty database on the server of DATABASE_URL. */
export const createEmptyDatabase = () => createDatabase("template0 encoding 'UTF8'");

/** An empty database that lasts until the end of the test run, for later copies. */
export const createDatabaseOfRun = () =>
  createDatabase("template0 encoding 'UTF8'", newName(prefixOfRun(process.ppid)));

/** A copy of a database that is not in use. */
export const copyDatabase = (url: string) => createDatabase(new URL(url).pathname.slice(1));

/** A fresh database on the server of DATABASE_URL, dropped on close. */
export async function openTestPostgres(options: DatabaseOptions): Promise<Database> {
  template ??= makeTemplate(process.env['DATABASE_URL'] ?? '');
  const { url, drop } = await createDatabase(await template);
  const database = await openPostgres(url, { poolSize: 5, ...options });
  const close = async () => {
    await database.close();
    await drop();
  };
  return { ...database, close };
}
