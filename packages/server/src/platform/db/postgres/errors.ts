import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';
import { causesOf, StorageUnavailable } from '../failure.ts';

const serializationFailure = '40001';
const deadlock = '40P01';

/** Whether the same transaction may succeed on a retry. */
export function isRetryable(error: unknown): boolean {
  for (const { code } of causesOf(error)) if (code === serializationFailure || code === deadlock) return true;
  return false;
}

// Connection, resources (such as a full disk), shutdown, I/O, a server timeout, a read-only standby.
const storageStates = /^(?:08|53|57P|58|57014$|55P03$|25P03$|25006$)/;
const lostStates = /^(?:08|57P0[1-3])/;
// Errors that the driver reports by message alone when it has no connection.
const lost =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (?:was closed|has encountered)|Cannot use a pool|Connection ended)/;
const network = /^(?:E(?:CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_)|ENOENT$)/;

/** Whether the server itself is unreachable: down, shutting down or not answering. */
export function isServerLost(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    if (cause instanceof pg.DatabaseError) return lostStates.test(cause.code ?? '');
    if (typeof cause.code === 'string' && network.test(cause.code)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isServerLost)) return true;
    if (lost.test(cause.message)) return true;
  }
  return false;
}

function isStorageFault(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    if (cause instanceof StorageUnavailable) return true;
    if (cause instanceof pg.DatabaseError) return storageStates.test(cause.code ?? '');
    if (typeof cause.code === 'string' && network.test(cause.code)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isStorageFault)) return true;
    if (lost.test(cause.message)) return true;
  }
  return false;
}

/** The driver's own error, or `StorageUnavailable` around it. Drizzle's wrapper contains SQL and values. */
export function toStorageError(error: unknown): unknown {
  const plain = error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;
  if (plain instanceof StorageUnavailable || !isStorageFault(plain)) return plain;
  return new StorageUnavailable('The database server is unavailable. Retry soon.', { cause: plain });
}
