import { asc, gt } from 'drizzle-orm';
import { events } from '../../../core/events/table.ts';
import type { TestShop } from '../../../testing/testing.ts';
import { newestId } from '../rows.ts';

type Stored = Omit<typeof events.$inferSelect, 'id' | 'changes'>;

/** An event as it is stored, its changes parsed. */
export interface Recorded extends Stored {
  changes: Record<string, { before: unknown; after: unknown }> | null;
}

/** The events that `work` leaves, in their order. */
export async function recorded({ shop }: TestShop, work: () => Promise<unknown>): Promise<Recorded[]> {
  const { read } = shop.database;
  const last = await newestId(read);
  await work();
  const rows = await read.select().from(events).where(gt(events.id, last)).orderBy(asc(events.id));
  return rows.map(({ id: _, changes, ...row }) => ({
    ...row,
    changes: changes === null ? null : (JSON.parse(changes) as Recorded['changes']),
  }));
}
