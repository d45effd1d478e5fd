import type { Delivery, DeliveryStatus, Page, Webhook } from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import { notFound } from '../../core/errors.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { deliveries, webhooks } from './table.ts';

export type WebhookRow = typeof webhooks.$inferSelect;
export type DeliveryRow = typeof deliveries.$inferSelect;

const textOf = (at: Date | null): string | null => at && instantText(at);

/** A webhook as admins see it. */
export function asWebhook(row: WebhookRow): Webhook {
  return {
    id: row.id,
    url: row.url,
    kinds: kindsOf(row),
    description: row.description,
    active: row.active,
    failingSince: textOf(row.failingSince),
    disabledBecause: row.disabledBecause,
    version: row.version,
    createdAt: instantText(row.createdAt),
  };
}

export const kindsOf = ({ kinds }: Pick<WebhookRow, 'kinds'>): string[] => JSON.parse(kinds) as string[];

export function asDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    webhookId: row.webhookId,
    eventId: row.eventId,
    kind: row.kind,
    attempts: row.attempts,
    status: row.status,
    httpStatus: row.httpStatus,
    error: row.error,
    at: instantText(row.at),
    nextAt: textOf(row.nextAt),
  };
}

const byId = prepared('webhook_by_id', (db, p: Slots<{ id: number }>) =>
  db.select().from(webhooks).where(eq(webhooks.id, p.id)),
);

export async function findWebhook(db: Queries, id: number): Promise<WebhookRow | undefined> {
  return (await byId(db, { id }))[0];
}

export async function assertWebhook(db: Queries, id: number): Promise<WebhookRow> {
  const row = await findWebhook(db, id);
  if (!row) throw notFound('webhook');
  return row;
}

interface Wanted {
  limit: number;
  cursor?: string | undefined;
}

const newest = prepared('webhooks_newest', (db, p: Slots<{ before: number; limit: number }>) =>
  db.select().from(webhooks).where(lt(webhooks.id, p.before)).orderBy(desc(webhooks.id)).limit(p.limit),
);

/** Webhooks, newest first. */
export async function listWebhooks(db: Queries, wanted: Wanted): Promise<Page<Webhook>> {
  const page = await newestPage(keyset('webhooks.list', null, IdPosition), wanted, (slots) => newest(db, slots));
  return { ...page, items: page.items.map(asWebhook) };
}

const ofWebhook = prepared('deliveries_newest', (db, p: Slots<{ id: number; before: number; limit: number }>) =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, p.id), lt(deliveries.id, p.before)))
    .orderBy(desc(deliveries.id))
    .limit(p.limit),
);

const withStatus = prepared(
  'deliveries_newest_by_status',
  (db, p: Slots<{ id: number; status: DeliveryStatus; before: number; limit: number }>) =>
    db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.webhookId, p.id), eq(deliveries.status, p.status), lt(deliveries.id, p.before)))
      .orderBy(desc(deliveries.id))
      .limit(p.limit),
);

interface WantedDeliveries extends Wanted {
  id: number;
  status?: DeliveryStatus | undefined;
}

/** Deliveries of a webhook, newest first. */
export async function listDeliveries(
  db: Queries,
  { id, status, ...wanted }: WantedDeliveries,
): Promise<Page<Delivery>> {
  const list = keyset('webhooks.deliveries', { id, status }, IdPosition);
  const page = await newestPage(list, wanted, (slots) =>
    status === undefined ? ofWebhook(db, { id, ...slots }) : withStatus(db, { id, status, ...slots }),
  );
  return { ...page, items: page.items.map(asDelivery) };
}
