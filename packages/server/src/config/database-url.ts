import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './error.ts';
import { type Env, given } from './values.ts';

/** The folders that relative paths count from. */
export interface Places {
  /** Where the command was typed. */
  cwd: string;
  /** The repository's root, where the default database is. */
  root: string;
}

export interface DatabaseSettings {
  url: string;
  /** The absolute path of a SQLite file; none for PostgreSQL and for a database in memory. */
  file: string | undefined;
}

const MEMORY = 'file::memory:';
const DEFAULT = 'data/shop.db';
const EXPECTED = 'use file:./data/shop.db, file::memory: or postgres://user@host/name.';

const fileOf = (url: string, cwd: string): string => {
  if (url.startsWith('file://')) {
    try {
      return fileURLToPath(url);
    } catch {
      throw new ConfigError('DATABASE_URL', EXPECTED);
    }
  }
  const path = /^file:([^?#:\0]+)$/.exec(url)?.[1];
  if (path === undefined || path.endsWith('/')) throw new ConfigError('DATABASE_URL', EXPECTED);
  return resolve(cwd, path);
};

/** Which database to open, with an absolute path. */
export const databaseUrl = (env: Env, { cwd, root }: Places): DatabaseSettings => {
  const url = given(env, 'DATABASE_URL');
  if (url === MEMORY) return { url, file: undefined };
  if (url !== undefined && /^postgres(?:ql)?:/.test(url)) {
    if (!URL.canParse(url) || !/^postgres(?:ql)?:\/\//.test(url)) throw new ConfigError('DATABASE_URL', EXPECTED);
    return { url, file: undefined };
  }
  const file = url === undefined ? resolve(root, DEFAULT) : fileOf(url, cwd);
  return { url: `file:${file}`, file };
};
