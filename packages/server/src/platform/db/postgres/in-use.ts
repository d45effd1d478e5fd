import type pg from 'pg';

/** Any number that no other program uses in the same database: shared by all connections of servers. */
const IN_USE = 720_114_003;

/**
 * Marks the database as used for as long as the connection lives, whatever the operator calls it. Waits while a command
 * has the database alone.
 */
export async function markInUse(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [IN_USE]);
}

// Servers of earlier versions are known by their name only.
const free = `select pg_try_advisory_xact_lock($1) and not exists (select 1 from pg_stat_activity
  where datname = current_database() and application_name = 'mechanic-shop' and pid <> pg_backend_pid()) as free`;

/** Refuses while a server is connected; one that comes waits until this transaction is over. */
export async function assertNotInUse(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>(free, [IN_USE]);
  if (rows[0]?.free !== true) throw new Error('A server uses this database: stop all of its servers first.');
}
