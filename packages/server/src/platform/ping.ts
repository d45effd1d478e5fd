import type { Database } from './db/database.ts';
import { prepared } from './db/prepared.ts';
import { settings } from './db/settings.ts';

const anySetting = prepared('any_setting', (db) => db.select({ name: settings.name }).from(settings).limit(1));

/** Resolves when the database answers a read. */
export async function ping({ read }: Database): Promise<void> {
  await anySetting(read, {});
}
