import type pg from 'pg';
import { type Migration, pendingOf } from '../migrations.ts';
import { onConnection } from './server.ts';

/** Held while migrating or restoring: any number that no other program uses in the same database. */
export const LOCK = 720_114_001;

const appliedIn = async (client: pg.Client): Promise<string[]> => {
  const exists = await client.query<{ name: string | null }>("select to_regclass('migrations')::text as name");
  if (exists.rows[0]?.name == null) return [];
  const { rows } = await client.query<{ name: string }>('select name from migrations order by id');
  return rows.map(({ name }) => name);
};

const assertUnicode = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') throw new Error(`The database is encoded in ${encoding}: create one with encoding UTF8.`);
};

const apply = async (client: pg.Client, migrations: readonly Migration[]): Promise<number> => {
  const pending = pendingOf(migrations, await appliedIn(client));
  if (pending.length === 0) return 0;
  await client.query(`create table if not exists migrations
    (id bigint primary key generated always as identity, name text not null unique, applied_at timestamptz not null default now())`);
  for (const { name, statements } of pending) {
    for (const statement of statements) await client.query(statement);
    await client.query('insert into migrations (name) values ($1)', [name]);
  }
  return pending.length;
};

/** Applies what is pending in one transaction; who comes second waits at the lock and finds nothing to do. */
export const migratePostgres = (url: string, migrations: readonly Migration[]): Promise<{ applied: number }> =>
  onConnection(url, async (client) => {
    await assertUnicode(client);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const applied = await apply(client, migrations);
    await client.query('commit');
    return { applied };
  });

/** The names of the migrations that the database has. */
export const readAppliedPostgres = (url: string): Promise<string[]> => onConnection(url, appliedIn);
