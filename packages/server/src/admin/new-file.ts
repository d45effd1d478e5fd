import { accessSync, closeSync, constants, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { commandFolder } from '../platform/config/cwd.ts';
import type { Env } from '../platform/config/values.ts';
import { Failure } from './failure.ts';

/** Resolves a typed path from the folder where it was typed. */
export const pathOf = (env: Env, file: string): string => resolve(commandFolder(env), file);

/** Makes a written file or folder survive power loss. */
export function sync(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function assertAbsent(path: string): void {
  if (existsSync(path)) throw new Failure(`${path} already exists: use another name, or move that file away.`);
}

function assertFolder(path: string): void {
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Failure(
      `${folder} is not a folder that this user can write to: create it, correct its rights, or use another folder.`,
    );
  }
}

/** Creates a file that appears only when complete: it is written under another name, synced, then linked. */
export async function writeNewFile<T>(path: string, write: (unfinished: string) => Promise<T>): Promise<T> {
  assertAbsent(path);
  assertFolder(path);
  const unfinished = `${path}.${process.pid}.unfinished`;
  const before = process.umask(0o077);
  try {
    const value = await write(unfinished);
    sync(unfinished);
    // Unlike a rename, a link never replaces a file created meanwhile.
    linkSync(unfinished, path);
    return value;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') assertAbsent(path);
    throw error;
  } finally {
    process.umask(before);
    rmSync(unfinished, { force: true });
    rmSync(`${unfinished}-journal`, { force: true });
    sync(dirname(path));
  }
}
