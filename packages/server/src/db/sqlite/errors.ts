import { causesOf, StorageUnavailable } from '../failure.ts';

const codeOf = (error: unknown): string => {
  for (const { code } of causesOf(error)) if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  return '';
};

export const isBusy = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error));
export const isFull = (error: unknown): boolean => codeOf(error) === 'SQLITE_FULL';

// Everything that says something about the file or the machine rather than about the query.
const storage =
  /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL|READONLY|NOLFS|PERM|INTERRUPT)(?:_|$)/;
export const isStorageFault = (error: unknown): boolean =>
  error instanceof StorageUnavailable || storage.test(codeOf(error));

const messageOf = (error: unknown): string =>
  codeOf(error) === 'SQLITE_NOTADB'
    ? 'The file that DATABASE_URL names is no SQLite database: name another one.'
    : 'The database file cannot be used at the moment. Try again soon.';

/** The same error, or `StorageUnavailable` around it when the storage is at fault. */
export const translated = (error: unknown): unknown =>
  !(error instanceof StorageUnavailable) && isStorageFault(error)
    ? new StorageUnavailable(messageOf(error), { cause: error })
    : error;
