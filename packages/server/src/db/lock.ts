import Sqlite from 'better-sqlite3';
import { isBusy } from './sqlite/errors.ts';

export interface DatabaseLock {
  release(): void;
}

// Long enough for one of two that start together to win.
const WAIT_MS = 500;

/**
 * Claims a database file for this server: an exclusive transaction on `<file>.lock`, held for life.
 * The system frees it at any death, which a file with a process id would not survive in containers.
 */
export const lockDatabaseFile = (file: string): DatabaseLock => {
  const client = new Sqlite(`${file}.lock`, { timeout: WAIT_MS });
  try {
    client.exec('begin exclusive');
  } catch (error) {
    client.close();
    if (!isBusy(error)) throw error;
    throw new Error(`Another server uses ${file}: stop it first, or set DATABASE_URL to another database.`);
  }
  return { release: () => client.close() };
};
