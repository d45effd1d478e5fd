import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Queries } from '../database.ts';
import { assertNotInUse } from './in-use.ts';
import { LOCK } from './migrate.ts';
import { onConnection } from './server.ts';

const queriesOn = (client: pg.Client): Queries => drizzle({ client, casing: 'snake_case' });

/** Runs `work` on a snapshot of the database while others may write. */
export function postgresSnapshot<T>(url: string, work: (db: Queries) => Promise<T>): Promise<T> {
  return onConnection(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    return work(queriesOn(client));
  });
}

/** Throws while a server is connected. */
export const assertNoServer = (url: string): Promise<void> => onConnection(url, assertNotInUse);

/**
 * Runs `work` in one transaction of any length. Throws while a server is connected; a server that starts meanwhile
 * waits.
 */
export function runPostgresExclusive<T>(url: string, work: (tx: Queries) => Promise<T>): Promise<T> {
  return onConnection(url, async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await assertNotInUse(client);
    const value = await work(queriesOn(client));
    await client.query('commit');
    return value;
  });
}
