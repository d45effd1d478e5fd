import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { realPath } from './real-path.ts';

/** A database file with a second hard link. Without a code: no setting of the system is at fault. */
export class ManyNames extends Error {
  override readonly name = 'ManyNames';

  constructor(file: string, names: number) {
    super(
      `${file} is one of ${names} names (hard links) of one file, and each would have a lock and a journal of its own: remove the others, or copy the file, before anything opens it.`,
    );
  }
}

/** The name that `restore` gives to the former file. */
export function formerName(file: string, now: Date): string {
  return `${file}.before-restore.${now.toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** The name of the copy that `restore` prepares. */
export const unfinishedName = (file: string): string => `${file}.${process.pid}.unfinished`;

const ofFormer = /^\.before-restore\.[\dTZ-]+$/;
const ofUnfinished = /^\.\d+\.unfinished(?:-wal|-shm|-journal)?$/;

/** The files next to a database whose names continue its own in this way. */
function namesNextTo(file: string, continued: RegExp): string[] {
  const path = realPath(file);
  const name = basename(path);
  return readdirSync(dirname(path))
    .filter((other) => other.startsWith(name) && continued.test(other.slice(name.length)))
    .map((other) => join(dirname(path), other));
}

/** Second names of the same file, from a restore that was killed before it replaced the first. */
function namesByRestore(file: string): string[] {
  const { dev, ino } = statSync(file);
  return namesNextTo(file, ofFormer).filter((other) => {
    const found = statSync(other, { throwIfNoEntry: false });
    return found?.dev === dev && found.ino === ino;
  });
}

function linksOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.nlink ?? 1;
}

/**
 * Refuses a database file with hard links: SQLite would corrupt it. One that does not exist yet is fine, and so is one
 * that only a killed restore has linked.
 */
export function assertOneName(file: string): void {
  const names = linksOf(file);
  if (names > 1 && names - namesByRestore(file).length > 1) throw new ManyNames(file, names);
}

/** Whether a restore was killed between naming the former file and replacing it. */
export function isHalfRestored(file: string): boolean {
  return linksOf(file) > 1 && namesByRestore(file).length > 0;
}

/** Removes what a killed restore left next to a database that it did not replace. Only for the holder of the lock. */
export function cleanUpRestore(file: string): void {
  if (!isHalfRestored(file)) return;
  for (const name of [...namesByRestore(file), ...namesNextTo(file, ofUnfinished)]) rmSync(name, { force: true });
}
