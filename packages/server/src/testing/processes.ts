import { onTestFinished } from 'vitest';
import { type Finished, emptyDatabase } from '../admin/testing/commands.ts';
import { dialect } from '../platform/db/columns.ts';
import { migrateDatabase } from '../platform/db/migrate.ts';
import { type Actor, type TestShop, createTestShop } from './testing.ts';

async function openAll(finished: Finished): Promise<TestShop[]> {
  if (dialect === 'sqlite') return [await createTestShop()];
  const databaseUrl = await emptyDatabase(finished);
  await migrateDatabase(databaseUrl);
  return [await createTestShop({ databaseUrl }), await createTestShop({ databaseUrl })];
}

/** Two processes on one PostgreSQL database, or the one process that a SQLite file has; closed after the test. */
export async function processes(finished: Finished = onTestFinished): Promise<[TestShop, ...TestShop[]]> {
  const [first, ...others] = await openAll(finished);
  if (!first) throw new Error('There is no process.');
  finished(async () => {
    await Promise.all([first, ...others].map((shop) => shop.close()));
  });
  return [first, ...others];
}

/** The same person in each process. */
export async function everywhere(shops: readonly TestShop[], someone: Actor): Promise<Actor[]> {
  return Promise.all(shops.map((shop) => shop.login(someone.email)));
}
