import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realPath } from '../db/real-path.ts';
import { ConfigError, messageOf } from './error.ts';
import { type Env, UNSEEN, readVariable } from './values.ts';

/** Base folders for relative paths. */
export interface Places {
  /** The folder where the command was typed. */
  cwd: string;
  /** The root of the repository, which holds the default database. */
  root: string;
}

export interface DatabaseSettings {
  url: string;
  /** The absolute path of a SQLite file; undefined for PostgreSQL and in-memory databases. */
  file: string | undefined;
}

const MEMORY = 'file::memory:';
const DEFAULT = 'data/shop.db';
const EXPECTED = 'use file:./data/shop.db, file::memory: or postgres://user@host/name.';

function pathOf(url: string): string | undefined {
  if (!url.startsWith('file://')) return /^file:([^:]+)$/.exec(url)?.[1];
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

// The SQLite driver trims names and treats names that start with these two marks as options.
const isUsable = (path: string): boolean => path.trim() === path && !/[?#]/.test(path) && !UNSEEN.test(path);

function fileOf(url: string, cwd: string): string {
  const path = pathOf(url);
  if (path === undefined || path.endsWith('/') || !isUsable(path)) throw new ConfigError('DATABASE_URL', EXPECTED);
  return usableFile(resolve(cwd, path));
}

/** Returns the real path of a usable database file. */
function usableFile(path: string): string {
  let file: string;
  try {
    file = realPath(path);
  } catch (error) {
    throw new ConfigError('DATABASE_URL', `cannot use ${path} (${messageOf(error)}): check its links.`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError('DATABASE_URL', `${file} is a folder: name a file in it, such as shop.db.`);
  }
  return file;
}

/** Returns the database to open, with an absolute path. */
export function databaseUrl(env: Env, { cwd, root }: Places): DatabaseSettings {
  const url = readVariable(env, 'DATABASE_URL');
  if (url === MEMORY) return { url, file: undefined };
  if (url !== undefined && /^postgres(?:ql)?:/.test(url)) {
    if (!URL.canParse(url) || !/^postgres(?:ql)?:\/\//.test(url)) throw new ConfigError('DATABASE_URL', EXPECTED);
    return { url, file: undefined };
  }
  const file = url === undefined ? usableFile(resolve(root, DEFAULT)) : fileOf(url, cwd);
  return { url: `file:${file}`, file };
}
