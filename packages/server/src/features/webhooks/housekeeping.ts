import { inArray, lt } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { deliveries } from './table.ts';

/** Deletes up to `most` deliveries that ended before an instant; those that wait have not ended. Returns how many. */
export async function deleteEnded(tx: Queries, before: Date, most: number): Promise<number> {
  const old = tx.select({ id: deliveries.id }).from(deliveries).where(lt(deliveries.endedAt, before)).limit(most);
  return (await tx.delete(deliveries).where(inArray(deliveries.id, old)).returning({ id: deliveries.id })).length;
}
