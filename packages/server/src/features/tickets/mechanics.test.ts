import { MAX_MECHANICS } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let max: Actor;
let boss: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, max] = [await shop.mechanic({ specialty: 'Brakes' }), await shop.mechanic()];
  [boss, cara] = [await shop.admin(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const stored = (id: number) => mia.call.tickets.get({ id });
const idsOn = async (id: number) => (await stored(id)).mechanics.map((mechanic) => mechanic.id);
async function counts() {
  const { items } = await shop.anonymous.mechanics.ranking({ limit: 100 });
  return new Map(items.map(({ mechanic, ticketCount }) => [mechanic.id, ticketCount]));
}

describe('editMechanics', () => {
  test('adds and removes in one call, and returns public records', async () => {
    const ticket = await someTicket(cara);
    shop.advance(1000);
    const both = await mia.call.tickets.editMechanics({ id: ticket.id, addIds: [boss.id, mia.id] });
    const publicMia = await shop.anonymous.mechanics.get({ id: mia.id });
    const publicBoss = await shop.anonymous.mechanics.get({ id: boss.id });
    expect(both).toEqual({
      ...ticket,
      clockedMinutes: 0,
      mechanics: [publicMia, publicBoss],
      version: 2,
      updatedAt: shop.shop.now().toISOString(),
      allowedStatuses: ['in_progress', 'cancelled'],
    });
    const { id, version } = both;
    const swapped = await boss.call.tickets.editMechanics({ id, version, addIds: [max.id], removeIds: [mia.id] });
    expect(swapped).toMatchObject({ version: 3, mechanics: [{ id: max.id }, { id: boss.id }] });
    expect((await cara.call.tickets.get({ id })).mechanics).toEqual(swapped.mechanics);
  });

  test('changes nothing for an assigned one, an unassigned one and repeated ids', async () => {
    const { id } = await someTicket(cara);
    const first = await mia.call.tickets.editMechanics({ id, addIds: [mia.id, mia.id, mia.id] });
    expect(first).toMatchObject({ version: 2, mechanics: [{ id: mia.id }] });
    const before = await counts();
    shop.advance(1000);
    const removeIds = [max.id, cara.id, NO_SUCH_ID];
    expect(await mia.call.tickets.editMechanics({ id, addIds: [mia.id] })).toEqual(first);
    expect(await mia.call.tickets.editMechanics({ id, removeIds })).toEqual(first);
    expect(await stored(id)).toEqual(first);
    expect(await counts()).toEqual(before);
    const none = await mia.call.tickets.editMechanics({ id, removeIds: [mia.id, mia.id] });
    expect(none).toMatchObject({ version: 3, mechanics: [] });
    expect((await counts()).get(mia.id)).toBe((before.get(mia.id) ?? 0) - 1);
  });

  test('is all or nothing: one unknown id changes nothing', async () => {
    const gone = await shop.mechanic();
    await boss.call.mechanics.update({ id: gone.id, active: false });
    const { id } = await someTicket(cara);
    await mia.call.tickets.editMechanics({ id, addIds: [mia.id] });
    const [before, countsBefore] = [await stored(id), await counts()];
    const addIds = [max.id, NO_SUCH_ID, cara.id, boss.id, gone.id];
    const { ids } = await refused(
      mia.call.tickets.editMechanics({ id, addIds, removeIds: [mia.id] }),
      'UNKNOWN_MECHANICS',
    );
    expect(ids.toSorted((a, b) => a - b)).toEqual([cara.id, gone.id, NO_SUCH_ID]);
    expect(await stored(id)).toEqual(before);
    expect(await counts()).toEqual(countsBefore);
  });

  test('rejects invalid input', async () => {
    const { id } = await someTicket(cara);
    const edit = (input: object) => mia.call.tickets.editMechanics({ id, ...input });
    await refused(edit({}), 'INVALID_INPUT');
    await refused(edit({ addIds: [] }), 'INVALID_INPUT');
    await refused(edit({ addIds: [], removeIds: [] }), 'INVALID_INPUT');
    await refused(edit({ version: 1 }), 'INVALID_INPUT');
    await refused(edit({ addIds: [mia.id, max.id], removeIds: [max.id] }), 'INVALID_INPUT');
    await refusedAt(edit({ addIds: Array.from({ length: 51 }, () => mia.id) }), 'addIds');
    await refusedAt(edit({ removeIds: Array.from({ length: 51 }, (_, n) => n + 1) }), 'removeIds');
    await refusedAt(edit({ addIds: [0] }), 'addIds', 0);
    await refusedAt(edit({ addIds: [mia.id, '1'] }), 'addIds', 1);
    await refusedAt(edit({ addIds: null, removeIds: [mia.id] }), 'addIds');
    await refusedAt(edit({ addIds: [mia.id], mechanicIds: [] }), 'mechanicIds');
    expect(await stored(id)).toMatchObject({ version: 1, mechanics: [] });
  });

  test('rejects a stale version, an unknown ticket and customers', async () => {
    const { id } = await someTicket(cara);
    const current = await mia.call.tickets.editMechanics({ id, version: 1, addIds: [mia.id] });
    const stale = mia.call.tickets.editMechanics({ id, version: 1, addIds: [max.id] });
    await refused(stale, 'VERSION_MISMATCH', { current });
    await refused(mia.call.tickets.editMechanics({ id: NO_SUCH_ID, addIds: [mia.id] }), 'NOT_FOUND', {
      resource: 'ticket',
    });
    await refused(cara.call.tickets.editMechanics({ id, removeIds: [mia.id] }), 'ROLE_REQUIRED', { role: 'mechanic' });
    expect(await stored(id)).toEqual(current);
  });

  test('keeps a deactivated mechanic on their tickets, where they can be removed', async () => {
    const leaving = await shop.mechanic();
    const { id } = await someTicket(cara);
    await mia.call.tickets.editMechanics({ id, addIds: [leaving.id] });
    await boss.call.mechanics.update({ id: leaving.id, active: false });
    expect(await idsOn(id)).toEqual([leaving.id]);
    expect((await mia.call.tickets.list({ mechanicId: leaving.id })).items.map((ticket) => ticket.id)).toEqual([id]);
    expect((await counts()).has(leaving.id)).toBe(false);
    await mia.call.tickets.editMechanics({ id, removeIds: [leaving.id] });
    expect(await idsOn(id)).toEqual([]);
    await refused(mia.call.tickets.editMechanics({ id, addIds: [leaving.id] }), 'UNKNOWN_MECHANICS', {
      ids: [leaving.id],
    });
    await boss.call.mechanics.update({ id: leaving.id, active: true });
    expect((await counts()).get(leaving.id)).toBe(0);
  });

  test(`accepts ${MAX_MECHANICS} mechanics and no more`, async () => {
    const addIds: number[] = [];
    while (addIds.length < MAX_MECHANICS) addIds.push((await shop.mechanic()).id);
    const spare = await shop.mechanic();
    const { id } = await someTicket(cara);
    await mia.call.tickets.editMechanics({ id, addIds });
    await refusedAt(mia.call.tickets.editMechanics({ id, addIds: [spare.id] }), 'addIds');
    expect(await idsOn(id)).toEqual(addIds.toSorted((a, b) => a - b));
    const [first = 0] = addIds;
    await mia.call.tickets.editMechanics({ id, addIds: [spare.id], removeIds: [first] });
    expect(await idsOn(id)).toHaveLength(MAX_MECHANICS);
    await mia.call.tickets.editMechanics({ id, removeIds: addIds });
    expect(await idsOn(id)).toEqual([spare.id]);
  });
});

describe('ranking', () => {
  test('counts the current tickets of a mechanic, whatever their status, and breaks ties by id', async () => {
    const small = await createTestShop();
    const [ann, bob, cy] = [await small.mechanic(), await small.mechanic(), await small.mechanic()];
    const [owner, driver] = [await small.admin(), await small.customer()];
    const ranked = async (limit?: number) => {
      const { items } = await small.anonymous.mechanics.ranking(limit === undefined ? undefined : { limit });
      return items.map(({ mechanic, ticketCount }) => [mechanic.id, ticketCount]);
    };
    expect(await ranked()).toEqual([ann, bob, cy, owner].map(({ id }) => [id, 0]));
    const tickets = [await someTicket(driver), await someTicket(driver), await someTicket(driver)];
    const [one, two, three] = tickets.map(({ id }) => id) as [number, number, number];
    for (const id of [one, two, three]) await owner.call.tickets.editMechanics({ id, addIds: [cy.id] });
    await owner.call.tickets.editMechanics({ id: one, addIds: [owner.id, bob.id] });
    const expected = [
      [cy.id, 3],
      [bob.id, 1],
      [owner.id, 1],
      [ann.id, 0],
    ];
    expect(await ranked()).toEqual(expected);
    expect(await ranked(2)).toEqual(expected.slice(0, 2));
    await owner.call.tickets.setStatus({ id: one, status: 'cancelled' });
    await owner.call.tickets.setStatus({ id: two, status: 'in_progress' });
    await owner.call.tickets.setStatus({ id: two, status: 'completed' });
    expect(await ranked()).toEqual(expected);
    await owner.call.tickets.delete({ id: three });
    await owner.call.tickets.delete({ id: one });
    expect(await ranked()).toEqual([
      [cy.id, 1],
      [ann.id, 0],
      [bob.id, 0],
      [owner.id, 0],
    ]);
    await expectConsistent(small.shop.database);
    await small.close();
  });
});
