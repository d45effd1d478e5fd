import {
  chownSync,
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { numberedTables } from '../../features.ts';
import { runExclusive, withSnapshot } from '../../platform/db/exclusive.ts';
import { formerName, unfinishedName } from '../../platform/db/one-name.ts';
import { type Counters, readSequences } from '../../platform/db/sequences.ts';
import { mergeJournal } from '../../platform/db/sqlite/copy.ts';
import { sync } from '../new-file.ts';
import { revokeIssued } from '../transfer/revoke-issued.ts';
import { assertSchema, verifyFile } from './verify-file.ts';

/** Copies a file with access for its owner only, whatever the mode of the source. */
async function copyPrivately(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source), createWriteStream(target, { flags: 'wx', mode: 0o600 }));
}

/** The highest ids of the database to be replaced; empty when it is missing or broken. */
async function countersOf(file: string): Promise<Counters> {
  return existsSync(file)
    ? withSnapshot(`file:${file}`, (db) => readSequences(db, numberedTables)).catch(() => ({}))
    : {};
}

/** Invalidates earlier sessions and codes in the copy that will be used. */
async function revokeIssuedIn(copy: string, former: Counters, now: Date): Promise<void> {
  await runExclusive(`file:${copy}`, async (tx) =>
    revokeIssued(tx, { copied: await readSequences(tx, numberedTables), former, now }),
  );
  mergeJournal(copy);
}

/** The journal of a broken file cannot be merged and is moved along with it. */
function moveAside(file: string, kept: string): void {
  try {
    mergeJournal(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw new Error(`Another program has ${file} open: close it first.`, { cause: error });
    }
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`);
  }
  rmSync(`${file}-shm`, { force: true });
  linkSync(file, kept);
}

/** Commands often run as root, the server rarely does: the file gets the owner of the former file or the folder. */
function copyOwner(copy: string, file: string): void {
  const { uid, gid } = statSync(existsSync(file) ? file : dirname(file));
  const { uid: mine } = statSync(copy);
  if (uid !== mine) chownSync(copy, uid, gid);
}

interface Replaced {
  /** The path of the former file, if there was one. */
  kept: string | undefined;
  /** The first problem that the doctor finds in the new database, if any. */
  problem: string | undefined;
}

/** Replaces the database with a copy of `source` atomically. */
export async function replaceFile(source: string, file: string, now: Date): Promise<Replaced> {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = unfinishedName(file);
  const before = process.umask(0o077);
  try {
    await copyPrivately(source, unfinished);
    // Verified again, because the copy is what will be used.
    const problem = await verifyFile(unfinished, source);
    await assertSchema(unfinished, source);
    await revokeIssuedIn(unfinished, await countersOf(file), now);
    copyOwner(unfinished, file);
    sync(unfinished);
    let kept: string | undefined;
    if (existsSync(file)) {
      kept = formerName(file, now);
      moveAside(file, kept);
    }
    renameSync(unfinished, file);
    sync(dirname(file));
    return { kept, problem };
  } finally {
    process.umask(before);
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  }
}
