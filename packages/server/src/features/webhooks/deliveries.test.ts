import { Webhook as Verifier } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { WAITS_MS } from './outcomes.ts';
import { deliveringShop } from './testing/delivering.ts';
import { type Received, status } from './testing/receiver.ts';

const HOUR_MS = 3_600_000;
// Beyond the jitter of a tenth.
const beyond = (wait: number): number => wait * 1.11;

const verifies = (secret: string, { body, headers }: Received): boolean => {
  try {
    new Verifier(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};

test('an event is delivered once, as an admin sees it, with a signature that a stranger verifies', async () => {
  const { target, secret, courier, happen, admin, deliveries } = await deliveringShop({ now: () => new Date() });
  await happen('ticket.created', 'part.created', 'ticket.updated');
  await courier.settle();
  await courier.settle();
  expect(target.kinds().toSorted()).toEqual(['ticket.created', 'ticket.updated']);
  const events = (await admin.call.events.list({ kinds: ['ticket.*'] })).items;
  for (const one of target.received) {
    const event = events.find(({ kind }) => kind === one.payload.type);
    expect(one.payload).toEqual({ type: event?.kind, timestamp: event?.at, data: event });
    expect(one.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'mechanic-shop' });
    expect(verifies(secret, one)).toBe(true);
    expect(verifies(secret, { ...one, body: one.body.replace('ticket', 'tricky') })).toBe(false);
  }
  expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  const stored = await deliveries();
  expect(stored.map(({ kind }) => kind)).toEqual(['ticket.updated', 'ticket.created']);
  expect(stored[0]).toMatchObject({ attempts: 1, status: 'delivered', httpStatus: 204, error: null, nextAt: null });
  expect(await admin.call.webhooks.deliveries({ id: stored[0]?.webhookId ?? 0, status: 'waiting' })).toMatchObject({
    items: [],
  });
});

test('a webhook gets only what happened after its creation, and again after it was switched on', async () => {
  const { shop, target, webhook, courier, happen, admin } = await deliveringShop();
  const everything = await admin.call.webhooks.create({ url: target.url, kinds: ['*'] });
  await happen('part.created');
  await courier.settle();
  expect(target.kinds()).toEqual(['part.created']);
  await admin.call.webhooks.delete({ id: everything.id });
  await happen('ticket.created');
  await admin.call.webhooks.update({ id: webhook.id, active: false });
  await happen('ticket.updated');
  await courier.settle();
  await admin.call.webhooks.update({ id: webhook.id, active: true });
  await happen('ticket.deleted');
  await courier.settle();
  expect(target.kinds()).toEqual(['part.created', 'ticket.deleted']);
  expect(shop.shop.poster.outcomes).toEqual({ delivered: 2, refused: 0, unanswered: 0 });
});

test('what fails is sent again after each wait with the same id, and fails for good after the tenth attempt', async () => {
  const { shop, target, courier, happen, deliveries, state } = await deliveringShop();
  target.answerWith(status(500));
  await happen('ticket.created');
  await courier.settle();
  for (const [at, wait] of WAITS_MS.entries()) {
    const [{ nextAt } = { nextAt: null }] = await deliveries();
    const waits = Date.parse(nextAt ?? '') - shop.shop.now().getTime();
    expect(waits).toBeGreaterThanOrEqual(wait);
    expect(waits).toBeLessThanOrEqual(wait * 1.1);
    shop.advance(wait - 1);
    await courier.settle();
    expect(target.received.length).toBe(at + 1);
    shop.advance(beyond(wait) - wait + 1);
    await courier.settle();
    expect(target.received.length).toBe(at + 2);
  }
  expect(WAITS_MS.length).toBe(9);
  expect((await deliveries())[0]).toMatchObject({ attempts: 10, status: 'failed', httpStatus: 500, nextAt: null });
  expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await state()).toMatchObject({
    active: true,
    failingSince: '2026-11-20T09:30:00.000Z',
    disabledBecause: null,
  });
});

test('a receiver that is down for an hour gets everything', async () => {
  const { shop, target, courier, happen, deliveries, state } = await deliveringShop();
  target.answerWith((response) => response.destroy());
  for (let minute = 0; minute < 60; minute += 5) {
    await happen('ticket.created', 'ticket.updated');
    await courier.settle();
    shop.advance(5 * 60_000);
  }
  expect((await deliveries()).every(({ status: is, error }) => is === 'waiting' && error !== null)).toBe(true);
  const before = target.received.length;
  target.answerWith(status(200));
  shop.advance(beyond(2 * HOUR_MS));
  await courier.settle();
  const late = target.received.slice(before).map(({ payload }) => payload.data.id);
  expect(late.length).toBe(24);
  expect(new Set(late).size).toBe(24);
  expect((await deliveries()).map(({ status: is }) => is)).toEqual(Array.from({ length: 24 }, () => 'delivered'));
  expect((await state()).failingSince).toBe(null);
});

test('410 switches a webhook off; on again, it begins anew', async () => {
  const { target, webhook, courier, happen, deliveries, state, admin } = await deliveringShop();
  target.answerWith(status(410));
  await happen('ticket.created');
  await courier.settle();
  await happen('ticket.updated');
  await courier.settle();
  expect(target.kinds()).toEqual(['ticket.created']);
  expect((await deliveries()).map(({ status: is, httpStatus }) => [is, httpStatus])).toEqual([['failed', 410]]);
  const off = await state();
  expect(off).toMatchObject({ active: false, disabledBecause: 'The receiver answered 410 Gone.', version: 2 });
  expect((await admin.call.events.list({ kinds: ['webhook.disabled'] })).items).toMatchObject([
    { entityId: webhook.id, version: 2, by: null, via: 'system', changes: { active: { before: true, after: false } } },
  ]);
  expect(await admin.call.webhooks.update({ id: webhook.id, active: true })).toMatchObject({
    active: true,
    disabledBecause: null,
    failingSince: null,
    version: 3,
  });
});

test('five days of failures switch a webhook off; what waits is sent once it is on again', async () => {
  const { shop, target, webhook, courier, happen, state, deliveries, admin } = await deliveringShop();
  target.answerWith(status(503));
  await happen('ticket.created');
  await courier.settle();
  shop.advance(119 * HOUR_MS);
  await happen('ticket.updated');
  await courier.settle();
  expect((await state()).active).toBe(true);
  shop.advance(HOUR_MS);
  await courier.settle();
  expect(await state()).toMatchObject({ active: false, disabledBecause: 'All attempts of five days failed.' });
  const sent = target.received.length;
  shop.advance(30 * HOUR_MS);
  await courier.settle();
  expect(target.received.length).toBe(sent);
  target.answerWith(status(204));
  await admin.call.webhooks.update({ id: webhook.id, active: true });
  await courier.settle();
  expect((await deliveries()).map(({ kind, status: is }) => [kind, is])).toEqual([
    ['ticket.updated', 'delivered'],
    ['ticket.created', 'delivered'],
  ]);
});

test('for a day after a rotation both secrets sign', async () => {
  let ahead = 0;
  const { target, webhook, secret, courier, happen, admin } = await deliveringShop({
    now: () => new Date(Date.now() + ahead),
  });
  const { secret: next } = await admin.call.webhooks.rotateSecret({ id: webhook.id });
  await happen('ticket.created');
  await courier.settle();
  // The verifier lets a message be five minutes old.
  const both = target.received[0];
  expect(both && [verifies(secret, both), verifies(next, both)]).toEqual([true, true]);
  expect(both?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  ahead = 24 * HOUR_MS + 1;
  await happen('ticket.updated');
  await courier.settle();
  expect(target.received[1]?.headers['webhook-signature']).toMatch(/^v1,\S+$/);
});

test('a delivery is sent once more with the same id, whether it arrived, failed or waits', async () => {
  const { target, courier, happen, deliveries, admin, shop } = await deliveringShop();
  await happen('ticket.created');
  await courier.settle();
  const [{ id: deliveryId } = { id: 0 }] = await deliveries();
  expect(await admin.call.webhooks.redeliver({ deliveryId })).toMatchObject({
    status: 'waiting',
    attempts: 1,
    nextAt: shop.shop.now().toISOString(),
  });
  target.answerWith(status(500));
  await courier.settle();
  expect((await deliveries())[0]).toMatchObject({ status: 'waiting', attempts: 2 });
  target.answerWith(status(204));
  await admin.call.webhooks.redeliver({ deliveryId });
  await courier.settle();
  expect((await deliveries())[0]).toMatchObject({ status: 'delivered', attempts: 3, error: null });
  expect(target.received.length).toBe(3);
  expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a test is sent at once, also to a webhook that is off, and not again', async () => {
  const { shop, target, webhook, secret, courier, admin } = await deliveringShop({ now: () => new Date() });
  await admin.call.webhooks.update({ id: webhook.id, active: false });
  expect(await admin.call.webhooks.test({ id: webhook.id })).toMatchObject({
    webhookId: webhook.id,
    eventId: null,
    kind: 'webhook.test',
    attempts: 1,
    status: 'delivered',
    httpStatus: 204,
  });
  expect(target.received[0]?.payload).toMatchObject({ type: 'webhook.test', data: { id: 0, entityId: webhook.id } });
  expect(target.received.map((one) => verifies(secret, one))).toEqual([true]);
  target.answerWith(status(302, { location: target.url }));
  expect(await admin.call.webhooks.test({ id: webhook.id })).toMatchObject({
    status: 'failed',
    httpStatus: 302,
    error: 'It answered with a redirect, which is not followed.',
    nextAt: null,
  });
  await admin.call.webhooks.update({ id: webhook.id, active: true });
  shop.advance(HOUR_MS);
  await courier.settle();
  expect(target.received.length).toBe(2);
});

test('a deleted webhook receives nothing, and its deliveries can no longer be sent again', async () => {
  const { target, webhook, courier, happen, deliveries, admin } = await deliveringShop();
  target.answerWith(status(500));
  await happen('ticket.created');
  await courier.settle();
  const [{ id: deliveryId } = { id: 0 }] = await deliveries();
  await admin.call.webhooks.delete({ id: webhook.id });
  await refused(admin.call.webhooks.redeliver({ deliveryId }), 'NOT_FOUND', { resource: 'delivery' });
  await courier.settle();
  expect(target.received.length).toBe(1);
});
