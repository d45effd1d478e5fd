import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
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

const UNUSABLE = /[?#:\0]/;

/**
 * The one path of a file, whatever symbolic links lead to it: two spellings would be two locks. What does not exist yet
 * counts from the deepest folder that does.
 */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), linkedName(path));
  }
}

/** The name of a file, or where a link leads whose file is not there yet. */
function linkedName(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return basename(path);
  }
}

function pathOf(url: string): string | undefined {
  if (!url.startsWith('file://')) return /^file:(.+)$/.exec(url)?.[1];
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

function fileOf(url: string, cwd: string): string {
  const path = pathOf(url);
  if (path === undefined || path.endsWith('/') || UNUSABLE.test(path)) throw new ConfigError('DATABASE_URL', EXPECTED);
  return realPath(resolve(cwd, path));
}

/** Which database to open, with an absolute path. */
export const databaseUrl = (env: Env, { cwd, root }: Places): DatabaseSettings => {
  const url = given(env, 'DATABASE_URL');
  if (url === MEMORY) return { url, file: undefined };
  if (url !== undefined && /^postgres(?:ql)?:/.test(url)) {
    if (!URL.canParse(url) || !/^postgres(?:ql)?:\/\//.test(url)) throw new ConfigError('DATABASE_URL', EXPECTED);
    return { url, file: undefined };
  }
  const file = url === undefined ? realPath(resolve(root, DEFAULT)) : fileOf(url, cwd);
  return { url: `file:${file}`, file };
};
