import { type Event, type WebhookPayload } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { events } from '../../core/events/table.ts';
import type { Shop } from '../../core/shop.ts';
import type { Queries } from '../../platform/db/database.ts';
import { instantText } from '../../platform/instants.ts';
import type { Posted } from '../../platform/outgoing/poster.ts';
import { asEvent, selectEvents } from '../events/rows.ts';
import type { DeliveryRow, WebhookRow } from './rows.ts';
import { signedHeaders } from './secrets.ts';

export const TEST_KIND = 'webhook.test';

/** What sending needs of a delivery. */
export type Sendable = Pick<DeliveryRow, 'eventId' | 'messageId' | 'at' | 'webhookId'>;

export type Sender = Pick<Shop, 'poster' | 'secrets' | 'expiry' | 'now'>;

/** The same for every attempt. */
function testEvent({ at, webhookId, messageId }: Sendable): Event {
  return {
    id: 0,
    at: instantText(at),
    kind: TEST_KIND,
    entity: 'webhook',
    entityId: webhookId,
    version: null,
    ticketId: null,
    customerId: null,
    by: null,
    via: 'system',
    requestId: messageId,
    changes: null,
  };
}

async function eventOf(db: Queries, delivery: Sendable): Promise<Event | undefined> {
  if (delivery.eventId === null) return testEvent(delivery);
  const [row] = await selectEvents(db).where(eq(events.id, delivery.eventId));
  return row && asEvent(row, 'admin');
}

const failed = (error: string): Posted => ({ status: null, error });

/** Sends a delivery once, outside of any transaction. Rejects only if the database cannot be read. */
export async function send(
  shop: Sender,
  db: Queries,
  { webhook, delivery, signal }: { webhook: WebhookRow; delivery: Sendable; signal?: AbortSignal },
): Promise<Posted> {
  const event = await eventOf(db, delivery);
  if (!event) return failed('The event is no longer kept: see EVENT_DAYS.');
  const payload: WebhookPayload<Event> = { type: event.kind, timestamp: event.at, data: event };
  const body = JSON.stringify(payload);
  const signed = signedHeaders(shop, webhook, { id: delivery.messageId, at: shop.now(), body });
  if (!signed) return failed('The secret cannot be read, because JWT_SECRET has changed: rotate it.');
  const headers = { 'content-type': 'application/json', 'user-agent': 'mechanic-shop', ...signed };
  return shop.poster.post({ url: webhook.url, headers, body, signal });
}
