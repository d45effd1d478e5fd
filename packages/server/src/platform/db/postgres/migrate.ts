import type pg from 'pg';
import { type Migration, pendingOf } from '../migrations.ts';
import { DatabaseRefused, NO_SCHEMA } from './refused.ts';
import { onConnection } from './server.ts';

/** Held while migrating or restoring; must be unique among programs that share the database. */
export const LOCK = 720_114_001;

const HOME = 'current_schema()';
const tableIn = (schema: string, name: string): string => `to_regclass(format('%I.%I', ${schema}, '${name}'))`;

/**
 * Tables belong to the first existing schema of `search_path`. A shop in a later schema is neither adopted nor
 * shadowed: the operator must decide which one is meant.
 */
async function assertShopSchema(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ home: string | null; elsewhere: string | null }>(
    `select ${HOME}::text as home, (select name from unnest(current_schemas(false)) as name
      where name <> ${HOME} and ${tableIn('name', 'migrations')} is not null
      and ${tableIn('name', 'refresh_tokens')} is not null limit 1)::text as elsewhere
      where ${HOME} is null or ${tableIn(HOME, 'migrations')} is null`,
  );
  const [fresh] = rows;
  if (fresh === undefined) return;
  const { home, elsewhere } = fresh;
  if (home === null) throw new DatabaseRefused(NO_SCHEMA);
  if (elsewhere !== null) {
    throw new DatabaseRefused(
      `search_path starts with the schema "${home}", but a shop is in "${elsewhere}": put the right one first and remove the other.`,
    );
  }
}

async function appliedIn(client: pg.Client): Promise<string[]> {
  await assertShopSchema(client);
  const exists = await client.query<{ name: string | null }>(`select ${tableIn(HOME, 'migrations')}::text as name`);
  if (exists.rows[0]?.name == null) return [];
  const { rows } = await client.query<{ name: string }>('select name from migrations order by id');
  return rows.map(({ name }) => name);
}

const PRIVILEGES = ['select', 'insert', 'update', 'delete'];

function tablesMadeBy(migrations: readonly Migration[]): string[] {
  return migrations.flatMap(({ statements }) =>
    statements.flatMap((text) => /^\s*create table (?:if not exists )?"?(\w+)/i.exec(text)?.[1] ?? []),
  );
}

/** Reports missing privileges in one line at startup, before calls fail on them. */
async function assertPrivileges(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ name: string; missing: string }>(
    `select relname::text as name, missing from pg_class, unnest($1::text[]) as missing
      where relnamespace = (select oid from pg_namespace where nspname = ${HOME}) and relkind = 'r' and relname = any($2)
      and not has_table_privilege(pg_class.oid, missing) order by relname limit 1`,
    [PRIVILEGES, tablesMadeBy(migrations)],
  );
  const [lacking] = rows;
  if (lacking === undefined) return;
  const { name, missing } = lacking;
  throw new DatabaseRefused(
    `the role "${client.user}" lacks ${missing} on the table "${name}": grant it (grant ${PRIVILEGES.join(', ')} on all tables in schema … to ${client.user}), or make it the owner.`,
  );
}

async function assertUnicode(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') throw new Error(`The database is encoded in ${encoding}: create one with encoding UTF8.`);
}

async function apply(client: pg.Client, migrations: readonly Migration[]): Promise<number> {
  const pending = pendingOf(migrations, await appliedIn(client));
  if (pending.length === 0) return 0;
  await client.query(`create table if not exists migrations
    (id bigint primary key generated always as identity, name text not null unique, applied_at timestamptz not null default now())`);
  for (const { name, statements } of pending) {
    for (const statement of statements) await client.query(statement);
    await client.query('insert into migrations (name) values ($1)', [name]);
  }
  return pending.length;
}

/** Applies pending migrations in one transaction; later processes wait for the lock and find nothing to do. */
export function migratePostgres(url: string, migrations: readonly Migration[]): Promise<{ applied: number }> {
  return onConnection(url, async (client) => {
    await assertUnicode(client);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const applied = await apply(client, migrations);
    await assertPrivileges(client, migrations);
    await client.query('commit');
    return { applied };
  });
}

/** The names of the applied migrations. */
export const readAppliedPostgres = (url: string): Promise<string[]> => onConnection(url, appliedIn);
