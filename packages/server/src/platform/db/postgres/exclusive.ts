import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Queries } from '../database.ts';
import { LOCK } from './migrate.ts';
import { onConnection } from './server.ts';

const queriesOn = (client: pg.Client): Queries => drizzle({ client, casing: 'snake_case' });

/** Runs `work` on the database as it is now, beside whoever writes to it. */
export function postgresSnapshot<T>(url: string, work: (db: Queries) => Promise<T>): Promise<T> {
  return onConnection(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    return work(queriesOn(client));
  });
}

const others = `select count(*)::int as others from pg_stat_activity
  where datname = current_database() and application_name = 'mechanic-shop' and pid <> pg_backend_pid()`;

async function assertNobodyElse(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(others);
  if (rows[0]?.others !== 0) throw new Error('A server uses this database: stop all of its servers first.');
}

/** Refuses while a server is connected. */
export const assertNoServer = (url: string): Promise<void> => onConnection(url, assertNobodyElse);

/** Runs `work` in one transaction of any length. Refuses while a server is connected; one that starts waits. */
export function postgresWhole<T>(url: string, work: (tx: Queries) => Promise<T>): Promise<T> {
  return onConnection(url, async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await assertNobodyElse(client);
    const value = await work(queriesOn(client));
    await client.query('commit');
    return value;
  });
}
