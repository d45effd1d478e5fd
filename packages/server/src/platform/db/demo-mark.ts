import { eq } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { settings } from './settings.ts';

const NAME = 'demo';

/** Remembers that everybody knows this database's passwords. */
export async function markAsDemo(tx: Queries): Promise<void> {
  await tx.insert(settings).values({ name: NAME, value: 'yes' });
}

/** Whether a database holds the demo: such a one is served to this machine only. */
export async function isDemo(db: Queries): Promise<boolean> {
  const rows = await db.select({ name: settings.name }).from(settings).where(eq(settings.name, NAME));
  return rows.length > 0;
}
