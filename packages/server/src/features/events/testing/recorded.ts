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

/** A member before and after. */
export const changed = (before: unknown, after: unknown) => ({ before, after });

/** Every member of a new row, but its version. */
export function whole(row: object) {
  const members = Object.entries(row).filter(([name]) => name !== 'version' && name !== 'updatedAt');
  return Object.fromEntries(members.map(([name, after]) => [name, changed(null, after)]));
}
