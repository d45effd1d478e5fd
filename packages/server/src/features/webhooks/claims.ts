import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Shop } from '../../core/shop.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import type { DeliveryRow } from './rows.ts';
import { deliveries, webhooks } from './table.ts';

/**
 * How long a process has for an attempt, which takes up to 10 s; after that, the process is taken for dead and the
 * attempt is made again. The difference allows for clocks that differ.
 */
export const CLAIM_MS = 60_000;

/** A delivery that this process alone may send. */
export type Claim = DeliveryRow & { claimedUntil: Date };

const active = prepared('webhooks_active', (db) =>
  db.select().from(webhooks).where(eq(webhooks.active, true)).orderBy(asc(webhooks.id)),
);

export const activeWebhooks = (db: Queries) => active(db, {});

const due = prepared('deliveries_due', (db, p: Slots<{ webhookId: number; now: Date; limit: number }>) => {
  const now = sql.param(p.now, deliveries.nextAt);
  return db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.webhookId, p.webhookId),
        lte(deliveries.nextAt, now),
        or(isNull(deliveries.claimedUntil), lte(deliveries.claimedUntil, now)),
      ),
    )
    .orderBy(asc(deliveries.nextAt))
    .limit(p.limit);
});

/**
 * Claims up to `limit` due deliveries of a webhook and counts their attempts. Transactions are serializable: of two
 * processes that want the same row, one finds it claimed.
 */
export async function claimDue(
  { database, now }: Pick<Shop, 'database' | 'now'>,
  webhookId: number,
  limit: number,
): Promise<Claim[]> {
  const wanted = () => ({ webhookId, now: now(), limit });
  // Most of the time there is nothing, which needs no transaction.
  if ((await due(database.read, wanted())).length === 0) return [];
  return database.write(async (tx) => {
    const ids = (await due(tx, wanted())).map(({ id }) => id);
    if (ids.length === 0) return [];
    const claimedUntil = new Date(now().getTime() + CLAIM_MS);
    const rows = await tx
      .update(deliveries)
      .set({ claimedUntil, attempts: sql`${deliveries.attempts} + 1` })
      .where(inIds(deliveries.id, idList(ids)))
      .returning();
    return rows.map((row) => ({ ...row, claimedUntil }));
  });
}
