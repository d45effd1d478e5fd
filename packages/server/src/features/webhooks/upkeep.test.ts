import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { isSealedByFirst } from '../../platform/security/sealed.ts';
import { webhooksFeature } from './feature.ts';
import { deleteEnded } from './housekeeping.ts';
import { resealSecrets } from './secrets.ts';
import { deliveries, webhooks } from './table.ts';
import { deliveringShop } from './testing/delivering.ts';
import { status } from './testing/receiver.ts';
import { waitingDeliveries } from './waiting.ts';

test('ended deliveries are deleted after a while, some at a time; those that wait stay', async () => {
  const { shop, target, courier, happen, deliveries: list } = await deliveringShop();
  await happen('ticket.created', 'ticket.updated', 'ticket.deleted');
  await courier.settle();
  target.answerWith(status(500));
  await happen('ticket.created');
  await courier.settle();
  const { database, now } = shop.shop;
  expect(await waitingDeliveries(database.read)).toEqual({ count: 1, oldest: now() });
  const ended = now();
  const sweep = (before: Date) => database.write((tx) => deleteEnded(tx, before, 2));
  expect(await sweep(ended)).toBe(0);
  const later = new Date(ended.getTime() + 1);
  expect([await sweep(later), await sweep(later), await sweep(later)]).toEqual([2, 1, 0]);
  expect((await list()).map(({ status: is }) => is)).toEqual(['waiting']);
});

test('secrets are sealed again under a new first secret, and sign as before', async () => {
  const { shop, webhook, admin, courier, happen, target } = await deliveringShop();
  await admin.call.webhooks.rotateSecret({ id: webhook.id });
  const secrets = ['another-signing-key-for-tests-5d3b2a19', ...shop.shop.secrets];
  await resealSecrets({ database: shop.shop.database, secrets });
  const [row] = await shop.shop.database.read.select().from(webhooks).where(eq(webhooks.id, webhook.id));
  const sealed = [row?.secret ?? '', row?.formerSecret ?? ''];
  expect(sealed.map((one) => isSealedByFirst(secrets, one))).toEqual([true, true]);
  // This server knows only the former key, as after a wrong rotation: it sends nothing that it cannot sign.
  await happen('ticket.created');
  await courier.settle();
  expect(target.received).toEqual([]);
  expect((await admin.call.webhooks.deliveries({ id: webhook.id })).items).toMatchObject([
    { status: 'waiting', error: 'The secret cannot be read, because JWT_SECRET has changed: rotate it.' },
  ]);
});

test('a deleted webhook takes thousands of deliveries along, some at a time', async () => {
  const { shop, webhook, admin } = await deliveringShop();
  const { database, now, reindexing } = shop.shop;
  const row = { webhookId: webhook.id, kind: 'ticket.created', messageId: 'msg', status: 'failed', at: now() } as const;
  for (let from = 0; from < 1_200; from += 400) {
    const rows = Array.from({ length: 400 }, (_, n) => ({ ...row, eventId: from + n + 1, endedAt: now() }));
    await database.write((tx) => tx.insert(deliveries).values(rows));
  }
  await admin.call.webhooks.delete({ id: webhook.id });
  await reindexing.settled();
  expect(await database.read.$count(deliveries)).toBe(0);
});

test('the doctor finds deliveries that contradict themselves', async () => {
  const { shop, webhook } = await deliveringShop();
  const { database, now } = shop.shop;
  const found = async () =>
    (await Promise.all((webhooksFeature.checks ?? []).map(({ find }) => find(database.read)))).filter(Boolean);
  expect(await found()).toEqual([]);
  const row = { webhookId: webhook.id, kind: 'ticket.created', messageId: 'msg', at: now() };
  await database.write((tx) =>
    tx.insert(deliveries).values([
      { ...row, eventId: 999, status: 'waiting', nextAt: now() },
      { ...row, status: 'failed' },
    ]),
  );
  expect(await found()).toEqual([
    expect.stringMatching(/^delivery \d+ is failed, and its times say otherwise$/),
    expect.stringMatching(/^delivery \d+: webhook \d+ is at event \d+, not at 999$/),
  ]);
});
