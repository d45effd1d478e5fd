import { causesOf, StorageUnavailable } from '../failure.ts';

function codeOf(error: unknown): string {
  for (const { code } of causesOf(error)) if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  return '';
}

export const isBusy = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error));
export const isFull = (error: unknown): boolean => codeOf(error) === 'SQLITE_FULL';

// Errors about the file or the machine rather than the query.
const storage =
  /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL|READONLY|NOLFS|PERM|INTERRUPT)(?:_|$)/;
export function isStorageFault(error: unknown): boolean {
  return error instanceof StorageUnavailable || storage.test(codeOf(error));
}

/** The error, or `StorageUnavailable` around it when the storage is at fault. */
export function toStorageError(error: unknown): unknown {
  return !(error instanceof StorageUnavailable) && isStorageFault(error)
    ? new StorageUnavailable('The database file is unavailable. Retry soon.', { cause: error })
    : error;
}

// What operators can fix; other errors pass by themselves.
const remedies: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_NOTADB/, 'is not a SQLite database: name another file in DATABASE_URL.'],
  [/^SQLITE_CORRUPT/, 'is damaged: restore the last backup.'],
  [/^SQLITE_(?:CANTOPEN|PERM|READONLY)/, 'cannot be opened: check the name, its folder and your rights.'],
  [/^SQLITE_IOERR/, 'cannot be read or written: check that it is a file, and its disk.'],
  [/^SQLITE_FULL/, 'cannot be written: the disk is full.'],
];

/** Explains an error to operators, who know the file by name. */
export function explainError(file: string, error: unknown): unknown {
  if (error instanceof StorageUnavailable) return error;
  const code = codeOf(error);
  const [, remedy] = remedies.find(([codes]) => codes.test(code)) ?? [];
  return remedy === undefined ? toStorageError(error) : new StorageUnavailable(`${file} ${remedy}`, { cause: error });
}
