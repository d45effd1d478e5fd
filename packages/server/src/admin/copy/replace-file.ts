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
import { inOneTransaction, withSnapshot } from '../../platform/db/exclusive.ts';
import { type Counters, readSequences } from '../../platform/db/sequences.ts';
import { foldJournal } from '../../platform/db/sqlite/copy.ts';
import { sync } from '../new-file.ts';
import { retire } from '../transfer/retire.ts';
import { assertSchema, verifyFile } from './verify-file.ts';

/** Copies a file for its owner only, whatever the mode of the source. */
async function copyPrivately(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source), createWriteStream(target, { flags: 'wx', mode: 0o600 }));
}

/** The highest ids in the database that is replaced; none where there is no database, or a broken one. */
async function countersOf(file: string): Promise<Counters> {
  return existsSync(file)
    ? withSnapshot(`file:${file}`, (db) => readSequences(db, numberedTables)).catch(() => ({}))
    : {};
}

/** Ends what was handed out before, in the copy that will be used. */
async function retireIn(copy: string, former: Counters, now: Date): Promise<void> {
  await inOneTransaction(`file:${copy}`, async (tx) =>
    retire(tx, { copied: await readSequences(tx, numberedTables), former, now }),
  );
  foldJournal(copy);
}

/** A broken file cannot be folded: its journal, which belongs to it alone, goes aside with it. */
function setAside(file: string, kept: string): void {
  try {
    foldJournal(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw new Error(`Another program has ${file} open: close it first.`, { cause: error });
    }
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`);
  }
  rmSync(`${file}-shm`, { force: true });
  linkSync(file, kept);
}

/** Commands are often run by root, the server seldom: the file belongs to whom the former one did, or the folder. */
function giveToOwner(copy: string, file: string): void {
  const { uid, gid } = statSync(existsSync(file) ? file : dirname(file));
  const { uid: mine } = statSync(copy);
  if (uid !== mine) chownSync(copy, uid, gid);
}

interface Replaced {
  /** Where the former file is now, if there was one. */
  kept: string | undefined;
  /** What the doctor finds in the new one, if anything. */
  problem: string | undefined;
}

/** Puts a copy of `source` where the database is, at one stroke. */
export async function replaceFile(source: string, file: string, now: Date): Promise<Replaced> {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  const before = process.umask(0o077);
  try {
    await copyPrivately(source, unfinished);
    // Once more: what counts is the copy that will be used.
    const problem = await verifyFile(unfinished, source);
    await assertSchema(unfinished, source);
    await retireIn(unfinished, await countersOf(file), now);
    giveToOwner(unfinished, file);
    sync(unfinished);
    let kept: string | undefined;
    if (existsSync(file)) {
      kept = `${file}.before-restore.${now.toISOString().replaceAll(/[:.]/g, '-')}`;
      setAside(file, kept);
    }
    renameSync(unfinished, file);
    sync(dirname(file));
    return { kept, problem };
  } finally {
    process.umask(before);
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  }
}
