import { and, eq, inArray } from 'drizzle-orm';
import { events } from '../../core/events/table.ts';
import type { Queries } from '../../platform/db/database.ts';

/** Whom an erasure is about. */
export interface Erasing {
  readonly customerId: number;
  /** Their id, and those of all customers who were merged into them, directly or through others. */
  readonly ids: readonly number[];
}

// As `customers.merge` records it.
const mergedInto = (id: number): string => JSON.stringify({ mergedIntoId: { before: null, after: id } });

/** A customer with everyone who was merged into them, as events know it. */
export async function erasingOf(tx: Queries, customerId: number): Promise<Erasing> {
  const ids = [customerId];
  for (let newest = ids; newest.length > 0;) {
    const rows = await tx
      .select({ id: events.entityId })
      .from(events)
      .where(and(eq(events.kind, 'customer.merged'), inArray(events.changes, newest.map(mergedInto))));
    newest = rows.map(({ id }) => id);
    ids.push(...newest);
  }
  return { customerId, ids };
}
