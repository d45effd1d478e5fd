import { statSync } from 'node:fs';

/** A database file with a second hard link. Without a code: no setting of the system is at fault. */
export class ManyNames extends Error {
  override readonly name = 'ManyNames';

  constructor(file: string, names: number) {
    super(
      `${file} is one of ${names} names (hard links) of one file, and each would have a lock and a journal of its own: remove the others, or copy the file, before anything opens it.`,
    );
  }
}

/** Refuses a database file with hard links: SQLite would corrupt it. One that does not exist yet is fine. */
export function assertOneName(file: string): void {
  const names = statSync(file, { throwIfNoEntry: false })?.nlink ?? 1;
  if (names > 1) throw new ManyNames(file, names);
}
