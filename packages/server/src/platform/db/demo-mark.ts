import { eq } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { settings } from './settings.ts';

const NAME = 'demo';

/** Records that this database has publicly known passwords. */
export async function markAsDemo(tx: Queries): Promise<void> {
  await tx.insert(settings).values({ name: NAME, value: 'yes' });
}

/** Whether this is a demo database, which is served on a loopback address only. */
export async function isDemo(db: Queries): Promise<boolean> {
  const rows = await db.select({ name: settings.name }).from(settings).where(eq(settings.name, NAME));
  return rows.length > 0;
}
