import type Sqlite from 'better-sqlite3';
import type { Queries } from '../database.ts';
import { connect } from './connect.ts';
import { explainError } from './errors.ts';
import { queriesOn } from './statements.ts';

function plainQueries(client: Sqlite.Database, file: string): Queries {
  return queriesOn(client, { before: () => undefined, failed: (error) => explainError(file, error) });
}

/** Runs `work` on a snapshot of the file while others may write. */
export async function sqliteSnapshot<T>(file: string, work: (db: Queries) => Promise<T>): Promise<T> {
  const client = connect(file, { readonly: true });
  try {
    client.exec('begin');
    // The first read takes the snapshot.
    client.prepare('select 1 from sqlite_schema').get();
    return await work(plainQueries(client, file));
  } finally {
    client.close();
  }
}

/** Runs `work` in one transaction of any length on a file that no server uses. */
export async function runSqliteExclusive<T>(file: string, work: (tx: Queries) => Promise<T>): Promise<T> {
  const client = connect(file, {});
  try {
    client.exec('begin immediate');
    const value = await work(plainQueries(client, file));
    client.exec('commit');
    return value;
  } finally {
    // Uncommitted changes are rolled back.
    client.close();
  }
}
