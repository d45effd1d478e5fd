import Sqlite from 'better-sqlite3';
import { retryWhileBusy } from './busy.ts';
import { connect } from './connect.ts';
import { explainError, isBusy, isFull } from './errors.ts';

// A checkpoint of a running server may lock the file briefly.
const PATIENCE_MS = 10_000;

function vacuumInto(client: Sqlite.Database, file: string, target: string): void {
  try {
    client.prepare('vacuum into ?').run(target);
  } catch (error) {
    if (isBusy(error)) throw error;
    throw explainError(isFull(error) ? target : file, error);
  }
}

/** Copies a database in use as one compact snapshot to a new file. */
export async function copySqlite(file: string, target: string): Promise<void> {
  const client = await retryWhileBusy(PATIENCE_MS, () => connect(file, { readonly: true }));
  try {
    // The copy reads one snapshot: unlike a page-by-page backup it never restarts when another process writes.
    await retryWhileBusy(PATIENCE_MS, () => vacuumInto(client, file, target));
  } finally {
    client.close();
  }
}

/** Merges the journal of an unused file into it, so that the file alone is the database. */
export function mergeJournal(file: string): void {
  const client = new Sqlite(file, { timeout: 1000 });
  try {
    client.pragma('journal_mode = DELETE');
  } finally {
    client.close();
  }
}

/** Describes why a file is not a valid SQLite database; undefined when it is. */
export function describeDamage(file: string): string | undefined {
  try {
    const client = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      client.pragma('trusted_schema = OFF');
      const found = String(client.pragma('integrity_check(1)', { simple: true }));
      if (found !== 'ok') return found;
      const dangling = client.pragma('foreign_key_check');
      return Array.isArray(dangling) && dangling.length > 0 ? 'references lead to missing rows' : undefined;
    } finally {
      client.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
