import { getTableName, inArray } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { searchIndexes } from '../../features.ts';
import { partsSearch } from '../../features/inventory/search.ts';
import { dialect, key, table, text } from './columns.ts';
import type { Database } from './database.ts';
import { mergeSearch, mergeSome, optimizeSearch } from './merge-search.ts';
import { indexWords } from './search.ts';
import { openTestDatabase } from './testing.ts';
import { matches } from './testing/matches.ts';
import { segments } from './testing/segments.ts';

const ROWS = 300;

/** A database whose parts were indexed one by one, in separate transactions. */
async function openFilled(): Promise<Database> {
  const db = await openTestDatabase();
  onTestFinished(() => db.close());
  for (let id = 1; id <= ROWS; id++) await db.write((tx) => indexWords(tx, partsSearch, id, ['brake', `pad${id}`]));
  return db;
}

const found = (db: Database, word: string): Promise<number> => db.read.$count(partsSearch, matches(partsSearch, word));

test('mergeSearch merges the segments, and searches return the same rows', async () => {
  const db = await openFilled();
  await db.write((tx) => indexWords(tx, partsSearch, 7, ['wiper']));
  if (dialect === 'sqlite') expect(await segments(db)).toBeGreaterThan(1);
  await mergeSearch(db, searchIndexes);
  if (dialect === 'sqlite') expect(await segments(db)).toBe(1);
  expect([await found(db, 'brake'), await found(db, 'wip'), await found(db, 'pad7')]).toEqual([ROWS - 1, 1, 10]);
});

test.runIf(dialect === 'sqlite')('optimizeSearch merges all segments inside an exclusive transaction', async () => {
  const db = await openFilled();
  await db.write((tx) => optimizeSearch(tx, searchIndexes));
  expect([await segments(db), await found(db, 'brake')]).toEqual([1, ROWS]);
});

const settings = ['automerge', 'crisismerge', 'deletemerge'];

test.runIf(dialect === 'sqlite')('no commit merges segments: every index has automerge off', async () => {
  const db = await openTestDatabase();
  onTestFinished(() => db.close());
  for (const search of searchIndexes) {
    const config = table(`${getTableName(search)}_config`, { k: text(), v: key() });
    const rows = await db.read.select({ k: config.k, v: config.v }).from(config).where(inArray(config.k, settings));
    expect(Object.fromEntries(rows.map(({ k, v }) => [k, v]))).toEqual({
      automerge: 0,
      crisismerge: 1999,
      deletemerge: 50,
    });
  }
});

test.runIf(dialect === 'sqlite')('a commit leaves the segments of other transactions alone', async () => {
  const db = await openTestDatabase();
  onTestFinished(() => db.close());
  for (let id = 1; id <= 100; id++) {
    await db.write((tx) => indexWords(tx, partsSearch, id, ['brake']));
    expect(await segments(db)).toBe(id);
  }
  await db.write((tx) => mergeSome(tx, searchIndexes));
  expect(await segments(db)).toBeLessThan(10);
});
