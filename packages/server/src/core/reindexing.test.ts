import { expect, onTestFinished, test, vi } from 'vitest';
import { chores, references, searchSources } from '../features.ts';
import { partsSearch } from '../features/inventory/search.ts';
import { parts } from '../features/inventory/table.ts';
import { dialect } from '../platform/db/columns.ts';
import { addSearchJob, waitingSearchJobs } from '../platform/db/search-jobs.ts';
import { indexWords } from '../platform/db/search.ts';
import { openTestDatabase } from '../platform/db/testing.ts';
import { matches } from '../platform/db/testing/matches.ts';
import { partValues } from '../platform/db/testing/rows.ts';
import { segments } from '../platform/db/testing/segments.ts';
import { createReindexing, mergingAfterWrites } from './reindexing.ts';

async function openDatabase() {
  const database = await openTestDatabase();
  onTestFinished(() => database.close());
  return database;
}

function failOn(error: unknown): never {
  throw error;
}

test('a search job reindexes every row of its table and is then deleted', async () => {
  const database = await openDatabase();
  const values = Array.from({ length: 60 }, (_, n) => partValues({ name: `Wiper ${n}`, nameKey: 'stale' }));
  await database.write(async (tx) => {
    await tx.insert(parts).values(values);
    await addSearchJob(tx, 'parts');
  });
  const reindexing = createReindexing(database, { searchSources, references, chores }, failOn, { rests: false });
  await reindexing.settled();
  await reindexing.close();
  expect(await database.read.$count(partsSearch, matches(partsSearch, 'wiper'))).toBe(60);
  const keys = await database.read.selectDistinct({ key: parts.nameKey }).from(parts);
  expect(keys.map(({ key }) => key)).not.toContain('stale');
  expect(await waitingSearchJobs(database.read)).toEqual(new Set());
});

test.runIf(dialect === 'sqlite')(
  'every 64th write starts a run, which merges the segments of earlier writes',
  async () => {
    const database = await openDatabase();
    const reindexing = createReindexing(database, { searchSources, references, chores }, failOn, { rests: false });
    const start = vi.spyOn(reindexing, 'start').mockImplementation(() => undefined);
    const { write } = mergingAfterWrites(database, reindexing);
    for (let id = 1; id < 64; id++) await write((tx) => indexWords(tx, partsSearch, id, ['brake']));
    expect(start).not.toHaveBeenCalled();
    await write((tx) => indexWords(tx, partsSearch, 64, ['brake']));
    expect(start).toHaveBeenCalledOnce();
    expect(await segments(database)).toBe(64);
    start.mockRestore();
    await reindexing.settled();
    await reindexing.close();
    expect(await segments(database)).toBeLessThan(10);
  },
);
