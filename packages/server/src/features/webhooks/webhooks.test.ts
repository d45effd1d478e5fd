import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { webhooks } from './table.ts';

const HOOK = {
  url: 'https://example.com/events',
  kinds: ['ticket.*', 'invoice.paid', 'ticket.*'],
  description: 'Books',
};
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

test('a webhook is created, listed, changed and deleted', async () => {
  const { call } = await (await freshShop()).admin();
  const { secret, ...webhook } = await call.webhooks.create(HOOK);
  expect(secret).toMatch(SECRET);
  expect(webhook).toEqual({
    id: webhook.id,
    url: HOOK.url,
    kinds: ['ticket.*', 'invoice.paid'],
    description: 'Books',
    active: true,
    failingSince: null,
    disabledBecause: null,
    version: 1,
    createdAt: '2026-11-20T09:30:00.000Z',
  });
  const second = await call.webhooks.create({ url: 'https://example.com/other', kinds: ['*'] });
  expect((await call.webhooks.list()).items.map(({ id }) => id)).toEqual([second.id, webhook.id]);
  expect(await call.webhooks.get({ id: webhook.id })).toEqual(webhook);

  const { id } = webhook;
  const changed = await call.webhooks.update({ id, version: 1, kinds: ['*'], description: null, active: false });
  expect(changed).toEqual({ ...webhook, kinds: ['*'], description: null, active: false, version: 2 });
  expect(await call.webhooks.update({ id, kinds: ['*'] })).toEqual(changed);
  await refused(call.webhooks.update({ id, version: 1, url: HOOK.url }), 'VERSION_MISMATCH', { current: changed });

  expect(await call.webhooks.delete({ id })).toEqual({ id, message: 'The webhook is deleted.' });
  const { get, update, rotateSecret, delete: remove, deliveries, test: sendTest } = call.webhooks;
  const switchOn = () => update({ id, active: true });
  for (const gone of [
    () => get({ id }),
    switchOn,
    ...[rotateSecret, remove, deliveries, sendTest].map((one) => () => one({ id })),
  ]) {
    await refused(gone(), 'NOT_FOUND', { resource: 'webhook' });
  }
  await refused(call.webhooks.redeliver({ deliveryId: 1 }), 'NOT_FOUND', { resource: 'delivery' });
});

test.each([
  ['ftp://example.com/', /begins with https/],
  ['example.com/events', /begins with https/],
  ['http://example.com/', /begins with https.*WEBHOOK_PRIVATE/],
  ['https://ada:secret@example.com/', /name and password/],
  ['https://ada@example.com/', /name and password/],
  ['https://example.com/#top', /after #/],
  ['https://example.com/#', /after #/],
  ['https://localhost/', /internet can reach/],
  ['https://10.0.0.1/', /internet can reach, or set WEBHOOK_PRIVATE=on/],
])('refuses %s at url, when it is set and when it is changed', async (url, message) => {
  const { call } = await (await freshShop()).admin();
  const issues = [{ path: ['url'], message: expect.stringMatching(message) as string }];
  await refused(call.webhooks.create({ ...HOOK, url }), 'INVALID_INPUT', { issues });
  const { id } = await call.webhooks.create(HOOK);
  await refused(call.webhooks.update({ id, url }), 'INVALID_INPUT', { issues });
});

test('an address has at most 2,000 characters, and a webhook 1 to 50 kinds', async () => {
  const { call } = await (await freshShop()).admin();
  const url = `https://example.com/${'a'.repeat(1980)}`;
  expect((await call.webhooks.create({ ...HOOK, url })).url).toBe(url);
  for (const wrong of [{ url: `${url}a` }, { kinds: [] }, { kinds: Array.from({ length: 51 }, (_, n) => `a.${n}`) }]) {
    await expect(call.webhooks.create({ ...HOOK, ...wrong })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
});

test('only admins reach webhooks', async () => {
  const shop = await freshShop();
  const admin = await shop.admin();
  const { id } = await admin.call.webhooks.create(HOOK);
  for (const { call } of [await shop.mechanic(), await shop.customer()]) {
    await refused(call.webhooks.get({ id }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(call.webhooks.rotateSecret({ id }), 'ROLE_REQUIRED', { role: 'admin' });
  }
});

test('the secret is stored sealed, and its events are for admins and show no secret', async () => {
  const shop = await freshShop();
  const admin = await shop.admin();
  const mechanic = await shop.mechanic();
  const { id, secret } = await admin.call.webhooks.create(HOOK);
  const { secret: next } = await admin.call.webhooks.rotateSecret({ id });
  await admin.call.webhooks.update({ id, active: false });
  await admin.call.webhooks.delete({ id });
  expect(next).not.toBe(secret);
  const seen = await admin.call.events.list({ kinds: ['webhook.*'] });
  expect(seen.items.map(({ kind }) => kind)).toEqual([
    'webhook.created',
    'webhook.secret_rotated',
    'webhook.updated',
    'webhook.deleted',
  ]);
  expect(seen.items[2]).toMatchObject({
    entityId: id,
    version: 2,
    changes: { active: { before: true, after: false } },
  });
  expect(JSON.stringify(seen)).not.toContain('secret"');
  expect(JSON.stringify(seen)).not.toContain('whsec_');
  expect((await mechanic.call.events.list({ kinds: ['webhook.*'] })).items).toEqual([]);
});

test('a row holds no secret in clear', async () => {
  const shop = await freshShop();
  const admin = await shop.admin();
  const { id, secret } = await admin.call.webhooks.create(HOOK);
  const { secret: next } = await admin.call.webhooks.rotateSecret({ id });
  const [row] = await shop.shop.database.read.select().from(webhooks).where(eq(webhooks.id, id));
  const stored = JSON.stringify(row);
  for (const clear of [secret, next]) {
    expect(stored).not.toContain(clear.slice('whsec_'.length));
    expect(stored).not.toContain(Buffer.from(clear.slice('whsec_'.length), 'base64').toString('base64url'));
  }
});
