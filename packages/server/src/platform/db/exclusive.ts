import { dialect } from './columns.ts';
import type { Queries } from './database.ts';
import { sqliteSnapshot, runSqliteExclusive } from './sqlite/exclusive.ts';
import { sqliteFile } from './url.ts';

/** Runs `work` on one snapshot of the whole database while others may write. */
export async function withSnapshot<T>(url: string, work: (db: Queries) => Promise<T>): Promise<T> {
  return dialect === 'postgres'
    ? (await import('./postgres/exclusive.ts')).postgresSnapshot(url, work)
    : sqliteSnapshot(sqliteFile(url), work);
}

/** Runs `work` in one transaction without a time limit; no server may use the database meanwhile. */
export async function runExclusive<T>(url: string, work: (tx: Queries) => Promise<T>): Promise<T> {
  return dialect === 'postgres'
    ? (await import('./postgres/exclusive.ts')).runPostgresExclusive(url, work)
    : runSqliteExclusive(sqliteFile(url), work);
}
