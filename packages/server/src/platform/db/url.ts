import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The URL of a private temporary database, removed on close. */
export const MEMORY = 'file::memory:';

/** The absolute path of a SQLite URL: `file:./data/shop.db`, `file:/data/shop.db` or `file:///data/shop.db`. */
export function sqliteFile(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  const path = /^file:(?!:memory:)([^?]+)$/.exec(url)?.[1];
  if (path === undefined) {
    throw new Error('DATABASE_URL must look like file:./data/shop.db, file::memory: or postgres://host/name.');
  }
  return resolve(path);
}
