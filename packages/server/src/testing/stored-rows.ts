import { searchIndexes, tables } from '../features.ts';
import type { TestShop } from './testing.ts';

const asText = (row: object): string => JSON.stringify(row);

/** Every stored row of every table and search index, as texts in an order of their own. */
export async function storedRows({ shop }: TestShop): Promise<Record<string, string[]>> {
  // Work in the background would change rows between two readings.
  await shop.reindexing.settled();
  const { read } = shop.database;
  const stored: Record<string, string[]> = {};
  for (const { name, table } of tables) stored[name] = (await read.select().from(table)).map(asText).toSorted();
  for (const [at, index] of searchIndexes.entries()) {
    stored[`search index ${at}`] = (await read.select().from(index)).map(asText).toSorted();
  }
  return stored;
}
