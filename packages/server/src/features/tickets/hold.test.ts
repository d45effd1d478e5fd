import { expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];

test('a hold has a reason, a note that only staff see, and the time since when', async () => {
  const { id, hold } = await someTicket(cara);
  expect(hold).toBeNull();
  const since = shop.shop.now().toISOString();
  const held = await mia.call.tickets.setHold({ id, hold: { reason: 'waiting_customer', note: 'rang twice' } });
  expect(held).toMatchObject({ version: 2, hold: { reason: 'waiting_customer', note: 'rang twice', since } });
  expect((await cara.call.tickets.get({ id })).hold).toEqual({ reason: 'waiting_customer', note: null, since });
  const [mine] = (await cara.call.tickets.mine()).items;
  expect(mine).toMatchObject({ id, hold: { note: null } });
});

test('the same reason keeps its start, another one starts again', async () => {
  const { id } = await someTicket(cara);
  const since = shop.shop.now().toISOString();
  await mia.call.tickets.setHold({ id, hold: { reason: 'other' } });
  shop.advance(60_000);
  const noted = await mia.call.tickets.setHold({ id, hold: { reason: 'other', note: 'no bay' } });
  expect(noted).toMatchObject({ version: 3, hold: { note: 'no bay', since } });
  const same = await mia.call.tickets.setHold({ id, hold: { reason: 'other', note: 'no bay' } });
  expect(same).toEqual(noted);
  const later = await mia.call.tickets.setHold({ id, hold: { reason: 'waiting_parts' } });
  expect(later.hold).toEqual({ reason: 'waiting_parts', note: null, since: shop.shop.now().toISOString() });
  const lifted = await mia.call.tickets.setHold({ id, hold: null });
  expect(lifted).toMatchObject({ version: 5, hold: null });
  expect(await mia.call.tickets.setHold({ id, hold: null })).toEqual(lifted);
});

test.each(['completed', 'cancelled'] as const)('a ticket that is %s loses its hold and gets none', async (status) => {
  const { id } = await someTicket(cara);
  await mia.call.tickets.setStatus({ id, status: 'in_progress' });
  await mia.call.tickets.setHold({ id, hold: { reason: 'other' } });
  expect((await mia.call.tickets.setStatus({ id, status })).hold).toBeNull();
  await refused(mia.call.tickets.setHold({ id, hold: { reason: 'other' } }), 'TICKET_CLOSED', { status });
});

test('only staff set a hold, with a known reason and on the version that they saw', async () => {
  const { id } = await someTicket(cara);
  const hold = { reason: 'other' as const };
  await refused(cara.call.tickets.setHold({ id, hold }), 'ROLE_REQUIRED', { role: 'mechanic' });
  await refusedAt(mia.call.tickets.setHold({ id, hold: { reason: 'lunch' as 'other' } }), 'hold', 'reason');
  await mia.call.tickets.setHold({ id, version: 1, hold });
  await refused(mia.call.tickets.setHold({ id, version: 1, hold: null }), 'VERSION_MISMATCH');
});
