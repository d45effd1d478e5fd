import { insertEvents } from '../../../core/events/insert.ts';
import type { Shop } from '../../../core/shop.ts';
import { freshShop } from '../../../testing/shop.ts';
import type { createTestShop } from '../../../testing/testing.ts';
import { createCourier } from '../worker.ts';
import { receiver } from './receiver.ts';

type Options = Parameters<typeof createTestShop>[0];

/** Writes events of these kinds, as a change does. */
export async function happen({ database, now }: Pick<Shop, 'database' | 'now'>, ...kinds: string[]): Promise<void> {
  const event = {
    version: 1,
    ticketId: null,
    customerId: null,
    accountId: null,
    via: 'session',
    requestId: 'test',
  } as const;
  const rows = kinds.map((kind, n) => ({
    ...event,
    at: now(),
    kind,
    entity: kind.replace(/\..*/, ''),
    entityId: n + 1,
    audience: 'mechanic' as const,
    changes: '{}',
  }));
  await database.write((tx) => insertEvents(tx, rows));
}

/** A shop that may send to this machine, its courier, and a receiver with a webhook for tickets. */
export async function deliveringShop(options: Options = {}) {
  const shop = await freshShop({ webhookPrivate: true, ...options });
  const admin = await shop.admin();
  const target = await receiver();
  const { secret, ...webhook } = await admin.call.webhooks.create({ url: target.url, kinds: ['ticket.*'] });
  const errors: unknown[] = [];
  return {
    shop,
    admin,
    target,
    webhook,
    secret,
    errors,
    courier: createCourier(shop.shop, { onError: (error) => errors.push(error) }),
    happen: (...kinds: string[]) => happen(shop.shop, ...kinds),
    state: () => admin.call.webhooks.get({ id: webhook.id }),
    deliveries: async () => (await admin.call.webhooks.deliveries({ id: webhook.id, limit: 100 })).items,
  };
}
