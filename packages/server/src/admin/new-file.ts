import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { typedIn } from '../platform/config/cwd.ts';
import type { Env } from '../platform/config/values.ts';
import { Failure } from './failure.ts';

/** A path that an operator typed, which counts from where he typed it. */
export const pathOf = (env: Env, file: string): string => resolve(typedIn(env), file);

/** Makes what was written to a file or folder outlive a loss of power. */
export function sync(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function assertAbsent(path: string): void {
  if (existsSync(path)) throw new Failure(`${path} is there already: name another file, or move that one away.`);
}

/** Makes a file that is there only once it is whole: it is written under another name, synced, then named. */
export async function writeNewFile<T>(path: string, write: (unfinished: string) => Promise<T>): Promise<T> {
  assertAbsent(path);
  const unfinished = `${path}.${process.pid}.unfinished`;
  const before = process.umask(0o077);
  try {
    const value = await write(unfinished);
    sync(unfinished);
    // Unlike a rename it never replaces what somebody else has made meanwhile.
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
