import { asc, isNotNull } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { deliveries } from './table.ts';

/** More are not counted: a scrape must not take longer the more there are. */
const MOST = 10_000;

const waiting = prepared('deliveries_waiting', (db) =>
  db
    .select({ at: deliveries.at })
    .from(deliveries)
    .where(isNotNull(deliveries.nextAt))
    .orderBy(asc(deliveries.at))
    .limit(MOST),
);

/** How many deliveries wait, up to 10,000, and since when the oldest does. */
export async function waitingDeliveries(db: Queries): Promise<{ count: number; oldest: Date | undefined }> {
  const rows = await waiting(db, {});
  return { count: rows.length, oldest: rows[0]?.at };
}
