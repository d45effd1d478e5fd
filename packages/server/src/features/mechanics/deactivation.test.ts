import { describe, expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

describe('a deactivated mechanic', () => {
  test('is hidden in public lists and cannot be assigned, but stays on tickets', async () => {
    const own = await freshShop();
    const [boss, gone] = [await own.admin(), await own.mechanic({ specialty: 'Gears' })];
    const customer = await own.customer();
    const [before, after] = [await someTicket(customer), await someTicket(customer)];
    await boss.call.tickets.editMechanics({ id: before.id, addIds: [gone.id] });
    await boss.call.mechanics.update({ id: gone.id, active: false });

    const ids = (items: { id: number }[]) => items.map(({ id }) => id);
    expect(ids((await own.anonymous.mechanics.list()).items)).toEqual([boss.id]);
    expect((await own.anonymous.mechanics.list({ search: 'gears' })).items).toEqual([]);
    expect((await own.anonymous.mechanics.ranking()).items.map((row) => row.mechanic.id)).toEqual([boss.id]);
    await refused(own.anonymous.mechanics.get({ id: gone.id }), 'NOT_FOUND', { resource: 'mechanic' });
    expect(await boss.call.mechanics.record({ id: gone.id })).toMatchObject({ active: false });
    expect(ids((await boss.call.tickets.get({ id: before.id })).mechanics)).toEqual([gone.id]);
    await refused(boss.call.tickets.editMechanics({ id: after.id, addIds: [gone.id] }), 'UNKNOWN_MECHANICS', {
      ids: [gone.id],
    });
    await refused(own.login(gone.email), 'INVALID_CREDENTIALS');
  });

  test('is unchanged after reactivation', async () => {
    const own = await freshShop();
    const [boss, { id, email }] = [await own.admin(), await own.mechanic()];
    await boss.call.mechanics.update({ id, active: false });
    await boss.call.mechanics.update({ id, active: true });
    expect((await own.anonymous.mechanics.get({ id })).id).toBe(id);
    expect((await own.login(email)).id).toBe(id);
  });
});

describe('the last active admin', () => {
  test('cannot be demoted, deactivated or deleted', async () => {
    const own = await freshShop();
    const [boss, other] = [await own.admin(), await own.admin()];
    const { id } = boss;
    await boss.call.mechanics.update({ id: other.id, active: false });
    await refused(boss.call.mechanics.update({ id, role: 'mechanic' }), 'LAST_ADMIN');
    await refused(boss.call.mechanics.update({ id, active: false }), 'LAST_ADMIN');
    await refused(boss.call.mechanics.delete({ id }), 'LAST_ADMIN');
    expect(await boss.call.mechanics.update({ id, firstName: 'Still' })).toMatchObject({ role: 'admin', active: true });
  });

  test('can be removed once there is another one', async () => {
    const own = await freshShop();
    const boss = await own.admin();
    await own.admin();
    expect(await boss.call.mechanics.update({ id: boss.id, role: 'mechanic' })).toMatchObject({ role: 'mechanic' });
  });

  test('remains when several deactivate each other concurrently', async () => {
    const own = await freshShop();
    const admins = [await own.admin(), await own.admin(), await own.admin()];
    const next = (n: number) => admins[(n + 1) % admins.length]?.id ?? 0;
    const asked = await Promise.allSettled(
      admins.map(({ call }, n) => call.mechanics.update({ id: next(n), active: false })),
    );
    expect(asked.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect((await own.anonymous.mechanics.list()).items).toHaveLength(1);
  });
});
