import { and, asc, eq, gt } from 'drizzle-orm';
import { events } from '../../core/events/table.ts';
import type { Shop } from '../../core/shop.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { type WebhookRow, kindsOf } from './rows.ts';
import { newMessageId } from './secrets.ts';
import { deliveries, webhooks } from './table.ts';

/** So many events are looked at in one transaction. */
const WINDOW = 200;

const eventsAfter = prepared('events_to_deliver', (db, p: Slots<{ after: number }>) =>
  db
    .select({ id: events.id, kind: events.kind, entity: events.entity })
    .from(events)
    .where(gt(events.id, p.after))
    .orderBy(asc(events.id))
    .limit(WINDOW),
);

type Happened = Awaited<ReturnType<typeof eventsAfter>>[number];

/** Whether a list of kinds names this one, its entity as `ticket.*`, or everything as `*`. */
export function isWantedBy(kinds: readonly string[], { kind, entity }: Omit<Happened, 'id'>): boolean {
  return kinds.some((wanted) => wanted === '*' || wanted === kind || wanted === `${entity}.*`);
}

/**
 * Queues deliveries of the next events of a webhook, in one transaction with how far it got. Returns whether there may
 * be more. Ids rise in the order in which events become visible: none is passed over.
 */
export async function fanOut(
  shop: Pick<Shop, 'database' | 'now'>,
  webhook: WebhookRow,
): Promise<WebhookRow | undefined> {
  const { id, lastEventId } = webhook;
  const next = await eventsAfter(shop.database.read, { after: lastEventId });
  const last = next.at(-1);
  if (!last) return undefined;
  const kinds = kindsOf(webhook);
  const wanted = next.filter((event) => isWantedBy(kinds, event));
  const advanced = await shop.database.write(async (tx) => {
    const isFirst = await advance(tx, webhook, last.id);
    if (isFirst && wanted.length > 0) await queue(tx, id, wanted, shop.now());
    return isFirst;
  });
  return advanced && next.length === WINDOW ? { ...webhook, lastEventId: last.id } : undefined;
}

/** Moves a webhook on unless it has changed, or another process has moved it. */
async function advance(tx: Queries, { id, lastEventId, version }: WebhookRow, to: number): Promise<boolean> {
  const moved = await tx
    .update(webhooks)
    .set({ lastEventId: to })
    .where(
      and(
        eq(webhooks.id, id),
        eq(webhooks.lastEventId, lastEventId),
        eq(webhooks.version, version),
        eq(webhooks.active, true),
      ),
    )
    .returning({ id: webhooks.id });
  return moved.length > 0;
}

async function queue(tx: Queries, webhookId: number, some: readonly Happened[], at: Date): Promise<void> {
  await tx.insert(deliveries).values(
    some.map(({ id, kind }) => ({
      webhookId,
      eventId: id,
      kind,
      messageId: newMessageId(),
      status: 'waiting' as const,
      at,
      nextAt: at,
    })),
  );
}
