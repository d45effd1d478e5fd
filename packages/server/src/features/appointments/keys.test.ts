import { expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { at, someAppointment, someBays } from './testing/diary.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
await someBays(boss, 1);

test('a request is repeated under its key', async () => {
  const keyed = await shop.withToken(cara.session.token, 'request-1');
  const wanted = { startsAt: at(0), minutes: 60, subject: 'Noise' };
  const made = await keyed.appointments.request(wanted);
  expect(await keyed.appointments.request(wanted)).toEqual(made);
  await refused(keyed.appointments.request({ ...wanted, minutes: 30 }), 'IDEMPOTENCY_MISMATCH');
  expect((await cara.call.appointments.list()).items).toEqual([made]);
  const another = await shop.withToken(cara.session.token, 'request-2');
  await refused(another.appointments.request(wanted), 'SLOT_TAKEN', { bayId: null, mechanicId: null });
});

test('an API key reaches what its scopes name', async () => {
  const { key } = await mia.call.apiKeys.create({ name: 'Diary', scopes: ['appointments.book', 'appointments.list'] });
  const call = await shop.withToken(key);
  const values = { customerId: cara.id, startsAt: at(24), minutes: 60, subject: 'Tyres' };
  const made = await call.appointments.book(values);
  expect((await call.appointments.list({ from: '2026-11-24' })).items).toEqual([made]);
  await refused(call.appointments.cancel({ id: made.id }), 'SCOPE_REQUIRED', { procedure: 'appointments.cancel' });
  const { key: reading } = await mia.call.apiKeys.create({ name: 'Reader', scopes: ['*:read'] });
  const reader = await shop.withToken(reading);
  expect(await reader.appointments.get({ id: made.id })).toEqual(made);
  expect((await reader.appointments.slots({ from: '2026-11-24', days: 1 })).items.length).toBeGreaterThan(0);
  await refused(reader.appointments.arrive({ id: made.id }), 'SCOPE_REQUIRED', { procedure: 'appointments.arrive' });
  const { key: whole } = await mia.call.apiKeys.create({ name: 'All', scopes: ['bays.*'] });
  await refused((await shop.withToken(whole)).bays.create({ name: 'Mine' }), 'ROLE_REQUIRED', { role: 'admin' });
});

test('rights are those of the moment when a booking takes effect', async () => {
  const leaver = await shop.mechanic();
  await boss.call.mechanics.update({ id: leaver.id, active: false });
  await refused(someAppointment(leaver, { customerId: cara.id, startsAt: at(48) }), 'SESSION_ENDED');
});
