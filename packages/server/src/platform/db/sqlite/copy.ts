import Sqlite from 'better-sqlite3';
import { whileBusy } from './busy.ts';
import { connect } from './connect.ts';
import { explained, isBusy, isFull } from './errors.ts';

// A checkpoint of the server beside may hold the file for a moment.
const PATIENCE_MS = 10_000;

function vacuumInto(client: Sqlite.Database, file: string, target: string): void {
  try {
    client.prepare('vacuum into ?').run(target);
  } catch (error) {
    if (isBusy(error)) throw error;
    throw explained(isFull(error) ? target : file, error);
  }
}

/** Copies a database in use: one state of it, compact, written to a file that is not there yet. */
export async function copySqlite(file: string, target: string): Promise<void> {
  const client = await whileBusy(PATIENCE_MS, () => connect(file, { readonly: true }));
  try {
    // The copy reads one snapshot: unlike a page by page backup it never begins anew when somebody writes.
    await whileBusy(PATIENCE_MS, () => vacuumInto(client, file, target));
  } finally {
    client.close();
  }
}

/** Brings the journal of a file that nobody uses into it, so that the file alone is the database. */
export function foldJournal(file: string): void {
  const client = new Sqlite(file, { timeout: 1000 });
  try {
    client.pragma('journal_mode = DELETE');
  } finally {
    client.close();
  }
}

/** Why a file is no whole SQLite database; none where it is. */
export function damageOf(file: string): string | undefined {
  try {
    const client = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      client.pragma('trusted_schema = OFF');
      const found = String(client.pragma('integrity_check(1)', { simple: true }));
      if (found !== 'ok') return found;
      const dangling = client.pragma('foreign_key_check');
      return Array.isArray(dangling) && dangling.length > 0 ? 'references lead to no row' : undefined;
    } finally {
      client.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
