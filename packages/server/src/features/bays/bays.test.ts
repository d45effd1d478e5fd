import { MAX_BAYS } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { someAppointment } from '../appointments/testing/diary.ts';
import { bays } from './table.ts';

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];

describe('bays', () => {
  test('are created, changed and listed by id', async () => {
    const first = await boss.call.bays.create({ name: ' Lift 1 ' });
    expect(first).toEqual({ id: expect.any(Number), name: 'Lift 1', active: true, version: 1 });
    const second = await boss.call.bays.create({ name: 'Lift 1' });
    expect(await cara.call.bays.list()).toEqual({ items: [first, second], nextCursor: null });
    const page = await cara.call.bays.list({ limit: 1 });
    expect(page.items).toEqual([first]);
    expect(await cara.call.bays.list({ limit: 1, cursor: page.nextCursor ?? '' })).toMatchObject({ items: [second] });
    const changed = await boss.call.bays.update({ id: second.id, version: 1, name: 'Lift 2', active: false });
    expect(changed).toEqual({ id: second.id, name: 'Lift 2', active: false, version: 2 });
    expect(await boss.call.bays.update({ id: second.id, name: 'Lift 2' })).toEqual(changed);
    await refused(boss.call.bays.update({ id: second.id, version: 1, name: 'x' }), 'VERSION_MISMATCH', {
      current: changed,
    });
    expect((await mia.call.bays.list()).items).toEqual([first, changed]);
    await refusedAt(boss.call.bays.update({ id: second.id }));
    await refused(shop.anonymous.bays.list(), 'NOT_SIGNED_IN');
    await refused(mia.call.bays.create({ name: 'Mine' }), 'ROLE_REQUIRED', { role: 'admin' });
  });

  test('are deleted unless an appointment names them', async () => {
    const { id } = await boss.call.bays.create({ name: 'Paint' });
    const made = await someAppointment(mia, { customerId: cara.id, bayId: id });
    await mia.call.appointments.cancel({ id: made.id });
    await refused(boss.call.bays.delete({ id }), 'IN_USE', { by: 'appointments' });
    const other = await boss.call.bays.create({ name: 'Wash' });
    expect(await boss.call.bays.delete({ id: other.id })).toEqual({ id: other.id, message: 'The bay is deleted.' });
    await refused(boss.call.bays.delete({ id: other.id }), 'NOT_FOUND', { resource: 'bay' });
  });

  test('are at most 200', async () => {
    const own = await freshShop();
    const names = Array.from({ length: MAX_BAYS - 1 }, (_, n) => ({ name: `Lift ${n}` }));
    await own.shop.database.write((tx) => tx.insert(bays).values(names));
    const admin = await own.admin();
    await admin.call.bays.create({ name: 'The last' });
    await refusedAt(admin.call.bays.create({ name: 'One more' }));
    expect(await own.shop.database.read.$count(bays)).toBe(MAX_BAYS);
  });
});
