import { expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const mechanic = await shop.mechanic();
const { tickets } = admin.call;

test('setStatusOfMany changes each ticket on its own, and says why others stay', async () => {
  const customer = await shop.customer();
  const [open, missing, done] = await Promise.all([someTicket(customer), someTicket(customer), someTicket(customer)]);
  const part = await somePart(admin, { quantity: 1 });
  await tickets.addPart({ id: missing.id, partId: part.id, quantity: 2, backorder: true });
  for (const { id } of [open, missing, done]) await tickets.setStatus({ id, status: 'in_progress' });
  await tickets.setStatus({ id: done.id, status: 'completed' });
  const ids = [missing.id, 999_999, open.id, done.id, open.id];
  expect(await mechanic.call.tickets.setStatusOfMany({ ids, status: 'completed', note: 'Monday' })).toEqual({
    items: [
      { id: missing.id, ok: false, reason: 'PARTS_MISSING' },
      { id: 999_999, ok: false, reason: 'NOT_FOUND' },
      { id: open.id, ok: true, reason: null },
      { id: done.id, ok: false, reason: 'ILLEGAL_TRANSITION' },
    ],
  });
  expect(await tickets.get({ id: missing.id })).toMatchObject({ status: 'in_progress' });
  expect(await tickets.get({ id: open.id })).toMatchObject({ status: 'completed' });
  expect((await tickets.history({ id: open.id })).items[0]).toMatchObject({ to: 'completed', note: 'Monday' });
  expect(await mechanic.call.tickets.setStatusOfMany({ ids: [done.id], status: 'in_progress', note: 'x' })).toEqual({
    items: [{ id: done.id, ok: false, reason: 'ROLE_REQUIRED' }],
  });
  await expectConsistent(shop.shop.database);
});

test('setStatusOfMany takes 1 to 100 tickets, from staff', async () => {
  const ids = Array.from({ length: 101 }, (_, at) => at + 1);
  await refused(tickets.setStatusOfMany({ ids, status: 'cancelled' }), 'INVALID_INPUT');
  await refused(tickets.setStatusOfMany({ ids: [], status: 'cancelled' }), 'INVALID_INPUT');
  const customer = await shop.customer();
  await refused(customer.call.tickets.setStatusOfMany({ ids: [1], status: 'cancelled' }), 'ROLE_REQUIRED');
});
