import { chmodSync, closeSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { assertOneName, cleanUpRestore } from './one-name.ts';
import { realPath } from './real-path.ts';
import { isBusy } from './sqlite/errors.ts';

export interface DatabaseLock {
  release(): void;
}

/** Another server holds the lock. It has no `cause`, which would add nothing. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';

  constructor(file: string) {
    super(`Another server uses ${file}: stop it first, or set DATABASE_URL to another database.`);
  }
}

// Keeps the connections reachable: a collected connection would release its lock.
const held = new Set<Sqlite.Database>();

// Long enough for one of two servers started together to win.
const WAIT_MS = 500;

/** Returns false when another process holds the lock. */
function tryLock(client: Sqlite.Database): boolean {
  try {
    client.exec('begin immediate');
    return true;
  } catch (error) {
    client.close();
    if (isBusy(error)) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Creates the lock file for its owner only. Never opens an existing file: closing it would release our own lock. */
function createLockFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    restrictToOwner(path);
  }
}

/**
 * Earlier versions created lock files that everyone could read. Files of other owners are left alone: opening one
 * reports the problem.
 */
function restrictToOwner(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) throw error;
  }
}

/**
 * Claims a database file for this server: a write transaction on `<file>.lock`, held for life. Programs that only read
 * that file do not stand in its way. A file with hard links is refused, but for one from a killed restore, which is
 * removed. The system frees the lock at any death, which a file with a process id would not survive in containers.
 */
export function lockDatabaseFile(file: string): DatabaseLock {
  assertOneName(file);
  const path = `${realPath(file)}.lock`;
  createLockFile(path);
  const client = new Sqlite(path, { timeout: WAIT_MS });
  if (!tryLock(client)) throw new DatabaseInUse(file);
  held.add(client);
  cleanUpRestore(file);
  const release = () => {
    held.delete(client);
    client.close();
  };
  return { release };
}
