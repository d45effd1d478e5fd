import { beforeAll, describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
beforeAll(() => boss.call.shop.update({ laborRateCents: 9_000 }));

const stored = (id: number) => mia.call.tickets.get({ id });
type NewLabor = Partial<Omit<Parameters<typeof mia.call.tickets.addLabor>[0], 'id'>>;
async function withLabor(values: NewLabor = { hours: 1.25, rateCents: 8_000 }) {
  const { id } = await someTicket(cara);
  const { labor } = await mia.call.tickets.addLabor({ id, description: 'Fit pads', ...values });
  const [line] = labor;
  if (!line) throw new Error('There is no labor.');
  return { id, laborId: line.id, line };
}

describe('labor', () => {
  test('by the hour has hours and a rate', async () => {
    const { id, line } = await withLabor();
    expect(line).toEqual({
      id: line.id,
      jobId: null,
      description: 'Fit pads',
      hours: 1.25,
      rateCents: 8_000,
      totalCents: 10_000,
      taxable: true,
      mechanic: null,
      done: false,
    });
    expect(await stored(id)).toMatchObject({ version: 2, labor: [line], totals: { laborCents: 10_000 } });
    expect((await cara.call.tickets.get({ id })).labor).toEqual([line]);
  });

  test("takes the shop's rate when none is given, and keeps it when that changes", async () => {
    const own = await freshShop();
    const [admin, customer] = [await own.admin(), await own.customer()];
    const { id } = await someTicket(customer);
    const add = (hours: number) => admin.call.tickets.addLabor({ id, description: 'Fit pads', hours });
    expect((await add(2)).labor).toMatchObject([{ rateCents: 0, totalCents: 0 }]);
    await admin.call.shop.update({ laborRateCents: 7_500 });
    await add(0.1);
    await admin.call.shop.update({ laborRateCents: 9_900 });
    const { labor } = await admin.call.tickets.get({ id });
    expect(labor).toMatchObject([{ rateCents: 0 }, { hours: 0.1, rateCents: 7_500, totalCents: 750 }]);
  });

  test('at a fixed price has neither', async () => {
    const { line } = await withLabor({ priceCents: 4_990, taxable: false });
    expect(line).toMatchObject({ hours: null, rateCents: null, totalCents: 4_990, taxable: false });
  });

  test('costs the rounded product, half a cent rounding up', async () => {
    for (const [hours, rateCents, totalCents] of [
      [0.01, 50, 1],
      [0.01, 49, 0],
      [0.29, 1_000, 290],
      [1.15, 3_333, 3_833],
      [1_000, 10_000_000_000, 10_000_000_000_000],
    ] as const) {
      expect((await withLabor({ hours, rateCents })).line).toMatchObject({ hours, totalCents });
    }
  });

  test('names a mechanic who works here', async () => {
    const { line } = await withLabor({ hours: 1, mechanicId: mia.id });
    expect(line.mechanic).toEqual({ id: mia.id, firstName: 'Mia', lastName: expect.any(String), specialty: null });
    const left = await shop.mechanic();
    await boss.call.mechanics.update({ id: left.id, active: false });
    const { id } = await someTicket(cara);
    const add = (mechanicId: number) => mia.call.tickets.addLabor({ id, description: 'Fit', hours: 1, mechanicId });
    await refusedAt(add(left.id), 'mechanicId');
    await refused(add(NO_SUCH_ID), 'NOT_FOUND', { resource: 'mechanic' });
    await refused(add(cara.id), 'NOT_FOUND', { resource: 'mechanic' });
    expect((await stored(id)).labor).toEqual([]);
  });

  test.each<[member: string, values: object]>([
    ['hours', { hours: 0 }],
    ['hours', { hours: -1 }],
    ['hours', { hours: 1_000.01 }],
    ['hours', { hours: 0.001 }],
    ['hours', { hours: null }],
    ['hours', {}],
    ['rateCents', { hours: 1, rateCents: -1 }],
    ['rateCents', { hours: 1, rateCents: 0.5 }],
    ['priceCents', { priceCents: -1 }],
    ['priceCents', { hours: 1, priceCents: 1 }],
    ['priceCents', { rateCents: 1, priceCents: 1 }],
    ['description', { hours: 1, description: '' }],
    ['description', { hours: 1, description: 'x'.repeat(201) }],
    ['done', { hours: 1, done: true }],
  ])('rejects %s in %j', async (member, values) => {
    const { id } = await someTicket(cara);
    await refusedAt(mia.call.tickets.addLabor({ id, description: 'Fit', ...values }), member);
    expect((await stored(id)).labor).toEqual([]);
  });
});

describe('updateLabor', () => {
  test('switches between hours and a fixed price', async () => {
    const { id, laborId } = await withLabor();
    const update = async (values: object) => (await mia.call.tickets.updateLabor({ id, laborId, ...values })).labor[0];
    expect(await update({ hours: 2 })).toMatchObject({ hours: 2, rateCents: 8_000, totalCents: 16_000 });
    expect(await update({ rateCents: 1_000 })).toMatchObject({ hours: 2, rateCents: 1_000, totalCents: 2_000 });
    expect(await update({ priceCents: 500 })).toMatchObject({ hours: null, rateCents: null, totalCents: 500 });
    await refusedAt(mia.call.tickets.updateLabor({ id, laborId, rateCents: 1 }), 'rateCents');
    expect(await update({ done: true })).toMatchObject({ hours: null, totalCents: 500, done: true });
    // Hourly again: at the shop's rate, since it has none of its own any more.
    expect(await update({ hours: 0.5 })).toMatchObject({ hours: 0.5, rateCents: 9_000, totalCents: 4_500, done: true });
    await refusedAt(mia.call.tickets.updateLabor({ id, laborId, hours: 1, priceCents: 1 }), 'priceCents');
  });

  test('changes the rest member by member, and nothing when nothing differs', async () => {
    const { id, laborId, line } = await withLabor({ hours: 1, mechanicId: mia.id });
    const before = await stored(id);
    const same = {
      description: 'Fit pads',
      hours: 1,
      rateCents: 9_000,
      taxable: true,
      mechanicId: mia.id,
      done: false,
    };
    expect(await mia.call.tickets.updateLabor({ id, laborId, ...same })).toEqual(before);
    const changed = await mia.call.tickets.updateLabor({ id, laborId, description: 'Fit discs', taxable: false });
    const after = { ...line, description: 'Fit discs', taxable: false };
    expect(changed).toMatchObject({ version: before.version + 1, labor: [after] });
    const freed = await mia.call.tickets.updateLabor({ id, laborId, mechanicId: null, done: true });
    expect(freed.labor).toEqual([{ ...after, mechanic: null, done: true }]);
    await refusedAt(mia.call.tickets.updateLabor({ id, laborId }));
  });

  test('and removeLabor do not know the line of another ticket', async () => {
    const [{ id, laborId }, other] = [await withLabor(), await withLabor()];
    for (const wrong of [other.laborId, NO_SUCH_ID]) {
      const input = { id, laborId: wrong };
      await refused(mia.call.tickets.updateLabor({ ...input, done: true }), 'NOT_FOUND', { resource: 'labor' });
      await refused(mia.call.tickets.removeLabor(input), 'NOT_FOUND', { resource: 'labor' });
    }
    const bare = await mia.call.tickets.removeLabor({ id, laborId });
    expect(bare).toMatchObject({ labor: [], version: 3, totals: { totalCents: 0 } });
    expect((await stored(other.id)).labor).toHaveLength(1);
  });
});

describe('extras', () => {
  test('are fees and sublet work, which change and go', async () => {
    const { id } = await someTicket(cara);
    const fee = { kind: 'fee', description: 'Disposal', amountCents: 350 } as const;
    const { extras } = await mia.call.tickets.addExtra({ id, ...fee });
    const line = { id: extras[0]?.id ?? 0, jobId: null, ...fee, taxable: true };
    expect(extras).toEqual([line]);
    expect((await cara.call.tickets.get({ id })).extras).toEqual([line]);
    const change = (values: object) => mia.call.tickets.updateExtra({ id, extraId: line.id, ...values });
    const other = await change({ kind: 'sublet', amountCents: 0, taxable: false });
    expect(other).toMatchObject({ version: 3, totals: { feesCents: 0, subletCents: 0 } });
    expect(other.extras).toEqual([{ ...line, kind: 'sublet', amountCents: 0, taxable: false }]);
    expect(await change({ kind: 'sublet' })).toEqual(other);
    await refusedAt(change({}));
    await refusedAt(change({ amountCents: -1 }), 'amountCents');
    await refusedAt(change({ kind: 'gift' }), 'kind');
    const wrong = { id, extraId: NO_SUCH_ID };
    await refused(mia.call.tickets.updateExtra({ ...wrong, amountCents: 1 }), 'NOT_FOUND', { resource: 'extra' });
    await refused(mia.call.tickets.removeExtra(wrong), 'NOT_FOUND', { resource: 'extra' });
    expect((await mia.call.tickets.removeExtra({ id, extraId: line.id })).extras).toEqual([]);
  });
});
