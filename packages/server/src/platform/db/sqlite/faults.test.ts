import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parts } from '../../../features/inventory/table.ts';
import { dialect } from '../columns.ts';
import { afterCommit, type Database, type DatabaseOptions, StorageUnavailable } from '../database.ts';
import { migrateDatabase } from '../migrate.ts';
import { temporaryFile } from '../testing/folder.ts';
import { addPart, addQuantity, partValues, quantityOf, turn } from '../testing/rows.ts';
import { openSqlite } from './open.ts';
import { type Command, type Writer, writerOn } from './writer.ts';

/** A database whose writer commands are recorded, and fail where `faults` says so. */
async function open(options: DatabaseOptions = {}) {
  const file = temporaryFile();
  await migrateDatabase(`file:${file}`);
  const executed: Command[] = [];
  const writers: Writer[] = [];
  const faults = new Map<Command, string>();
  const db = await openSqlite(file, { synchronous: 'OFF', groupMs: Infinity, ...options }, (client) => {
    const writer = writerOn(client);
    const { exec } = writer;
    writers.push(writer);
    writer.exec = (command) => {
      executed.push(command);
      const code = faults.get(command);
      if (code !== undefined) throw new Sqlite.SqliteError('injected', code);
      exec(command);
    };
    return writer;
  });
  onTestFinished(() => db.close());
  const id = await addPart(db, 0);
  executed.length = 0;
  return { db, file, id, executed, writers, faults };
}

function outcomeOf(result: PromiseSettledResult<unknown>): unknown {
  return result.status === 'fulfilled'
    ? 'done'
    : result.reason instanceof StorageUnavailable
      ? 'unavailable'
      : result.reason;
}
const outcomes = async (work: Promise<unknown>[]) => (await Promise.allSettled(work)).map(outcomeOf);
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
const increment = (db: Database, id: number) => db.write((tx) => addQuantity(tx, id, 1));

describe.runIf(dialect === 'sqlite')('SQLite write groups', () => {
  test.each([
    [undefined, 1],
    [10, 3],
    [1, 30],
  ])('concurrent writes share a commit in groups of at most %s', async (groupLimit, commits) => {
    const { db, id, executed } = await open(groupLimit === undefined ? {} : { groupLimit });
    const answered: number[] = [];
    const committed = () => executed.filter((command) => command === 'commit').length;
    await Promise.all(times(30, () => increment(db, id).then(() => answered.push(committed()))));
    expect(committed()).toBe(commits);
    // No caller was answered before the commit that includes its write.
    expect(answered.every((seen, i) => seen >= Math.ceil(((i + 1) * commits) / 30))).toBe(true);
    expect(await quantityOf(db.read, id)).toBe(30);
  });

  test("writes yield to the event loop between commits once a group's time is over", async () => {
    const { db, id, executed } = await open({ groupMs: 0 });
    const between: number[] = [];
    const commits = () => executed.filter((command) => command === 'commit').length;
    let done = false;
    const watch = () => {
      between.push(commits());
      if (!done) setImmediate(watch);
    };
    setImmediate(watch);
    await Promise.all(times(5, () => increment(db, id)));
    done = true;
    expect(commits()).toBe(5);
    expect(between).toEqual(expect.arrayContaining([1, 2, 3, 4]));
  });

  test('writes fail together when their commit fails, rejections too, and the connection is replaced', async () => {
    const { db, id, faults, writers } = await open();
    const effects: string[] = [];
    faults.set('commit', 'SQLITE_IOERR_FSYNC');
    const failing = [
      increment(db, id),
      db.write(async () => {
        throw new Error('rejected because of rows that were rolled back');
      }),
      db.write(async () => afterCommit(() => effects.push('never'))),
    ];
    expect(await outcomes(failing)).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect(await quantityOf(db.read, id)).toBe(0);

    faults.clear();
    expect(await outcomes([increment(db, id)])).toEqual(['done']);
    expect(await quantityOf(db.read, id)).toBe(1);
    expect(writers).toHaveLength(2);
    expect(effects).toEqual([]);
  });

  test('writes fail together when the file cannot be opened, and recover when it can', async () => {
    const { db, id, faults, writers } = await open();
    faults.set('begin immediate', 'SQLITE_CANTOPEN');
    expect(await outcomes([increment(db, id), increment(db, id)])).toEqual(['unavailable', 'unavailable']);
    faults.clear();
    expect(await outcomes([increment(db, id)])).toEqual(['done']);
    expect(writers).toHaveLength(2);
  });
});

describe.runIf(dialect === 'sqlite')('SQLite on a full disk', () => {
  const fill = (db: Database) =>
    db.write((tx) =>
      tx
        .insert(parts)
        .values(partValues({ name: 'x'.repeat(200_000) }))
        .returning(),
    );

  test('a full disk fails writes but not reads until there is room', async () => {
    const { db, id, writers } = await open();
    const [writer] = writers;
    // A real SQLITE_FULL: the file may not grow.
    writer?.client.pragma('max_page_count = 1');
    expect(await outcomes([increment(db, id), fill(db)])).toEqual(['unavailable', 'unavailable']);
    expect(await quantityOf(db.read, id)).toBe(0);
    expect(await db.read.$count(parts)).toBe(1);

    writer?.client.pragma('max_page_count = 1000000');
    expect(await outcomes([increment(db, id), fill(db)])).toEqual(['done', 'done']);
    expect(await quantityOf(db.read, id)).toBe(1);
  });

  test('a full disk fails the whole write even if a nested one swallows the error', async () => {
    const { db, id, writers } = await open();
    writers[0]?.client.pragma('max_page_count = 1');
    const work = db.write(async (tx) => {
      await addQuantity(tx, id, 1);
      await expect(fill(db)).rejects.toBeInstanceOf(StorageUnavailable);
    });
    expect(await outcomes([work])).toEqual(['unavailable']);
    expect(await quantityOf(db.read, id)).toBe(0);
  });
});

describe.runIf(dialect === 'sqlite')('a SQLite file locked by another program', () => {
  const occupy = (file: string) => {
    const other = new Sqlite(file);
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    return other;
  };

  test('a locked file is waited for without blocking the event loop', async () => {
    const { db, file, id, executed } = await open();
    const other = occupy(file);
    const work = increment(db, id);
    while (executed.filter((command) => command === 'begin immediate').length < 2) await turn();
    expect(await quantityOf(db.read, id)).toBe(0);
    other.exec('commit');
    await work;
    expect(await quantityOf(db.read, id)).toBe(1);
  });

  test('a locked file times out', async () => {
    const { db, file, id } = await open({ patience: 120 });
    const other = occupy(file);
    expect(await outcomes([increment(db, id), increment(db, id)])).toEqual(['unavailable', 'unavailable']);
    other.exec('commit');
    expect(await outcomes([increment(db, id)])).toEqual(['done']);
    expect(await quantityOf(db.read, id)).toBe(1);
  });
});
