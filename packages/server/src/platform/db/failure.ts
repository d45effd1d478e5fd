/** The storage cannot serve now: busy, full, unreachable or failing. Nothing of the call was kept as far as is known. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

interface Coded {
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** An error and its causes, outermost first; Drizzle wraps those of Postgres. */
export function* causesOf(error: unknown): Generator<Error & Coded> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** True when the storage, not the caller, is at fault; also when Drizzle has wrapped the error. */
export function isStorageUnavailable(error: unknown): boolean {
  for (const cause of causesOf(error)) if (cause instanceof StorageUnavailable) return true;
  return false;
}
