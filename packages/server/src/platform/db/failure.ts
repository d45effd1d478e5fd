/** The storage is busy, full, unreachable or failing. As far as is known, nothing of the call was stored. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

interface Coded {
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** An error and its causes, outermost first; Drizzle wraps the errors of Postgres. */
export function* causesOf(error: unknown): Generator<Error & Coded> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** Whether the storage, not the caller, is at fault. Also unwraps Drizzle errors. */
export function isStorageUnavailable(error: unknown): boolean {
  for (const cause of causesOf(error)) if (cause instanceof StorageUnavailable) return true;
  return false;
}
