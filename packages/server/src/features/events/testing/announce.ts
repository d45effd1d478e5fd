import { type NewEvent, insertEvents } from '../../../core/events/insert.ts';
import { eventTopic } from '../../../core/events/record.ts';
import type { Shop } from '../../../core/shop.ts';

/** An event of a part, or what a test needs instead. */
export function eventRow(values: Partial<NewEvent> = {}): NewEvent {
  return {
    at: new Date('2026-11-20T09:30:00.000Z'),
    kind: 'part.updated',
    entity: 'part',
    entityId: 1,
    version: 1,
    ticketId: null,
    customerId: null,
    accountId: null,
    via: 'system',
    requestId: 'test',
    audience: 'mechanic',
    changes: '{}',
    ...values,
  };
}

/** Writes events as another process would: nothing announces them here. */
export async function writeSilently({ database }: Pick<Shop, 'database'>, rows: Partial<NewEvent>[]): Promise<void> {
  await database.write((tx) => insertEvents(tx, rows.map(eventRow)));
}

/** Writes events and announces them. */
export async function announce(shop: Pick<Shop, 'database' | 'bus'>, ...rows: Partial<NewEvent>[]): Promise<void> {
  await writeSilently(shop, rows);
  shop.bus.publish(eventTopic.name, 0);
}
