import { MAX_JOBS } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const stored = (id: number) => mia.call.tickets.get({ id });
async function withJob(values: object = {}) {
  const { id } = await someTicket(cara);
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'Brakes', ...values });
  return { id, jobId: jobs[0]?.id ?? 0 };
}

describe('a job', () => {
  test('begins empty, with a note that only staff see', async () => {
    const { id, version } = await someTicket(cara);
    const text = { name: 'Brakes', description: 'front and rear', note: 'he haggles' };
    const discount = { kind: 'percent', percent: 12.5 } as const;
    const added = await mia.call.tickets.addJob({ id, version, ...text, discount });
    const sums = { laborCents: 0, partsCents: 0, extrasCents: 0, discountCents: 0, netCents: 0 };
    const job = { id: added.jobs[0]?.id, ...text, approval: 'none', approvedCents: null, discount, ...sums };
    expect(added).toMatchObject({ version: 2, jobs: [job] });
    expect(await stored(id)).toEqual(added);
    expect((await cara.call.tickets.get({ id })).jobs).toEqual([{ ...job, note: null }]);
    expect((await cara.call.tickets.mine()).items[0]?.jobs).toEqual([{ ...job, note: null }]);
    expect((await mia.call.tickets.list()).items[0]?.jobs).toEqual([job]);
  });

  test('is read the same when the ticket was known to have work and when it was not', async () => {
    const { id, jobId } = await withJob();
    const first = await stored(id);
    expect(first.jobs).toMatchObject([{ id: jobId }]);
    expect(await stored(id)).toEqual(first);
    await mia.call.tickets.removeJob({ id, jobId });
    for (const jobs of [(await stored(id)).jobs, (await stored(id)).jobs]) expect(jobs).toEqual([]);
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Clutch' });
    for (const found of [await stored(id), await stored(id)]) expect(found.jobs).toEqual(jobs);
  });

  test('sums its own lines less its own discount', async () => {
    const { id, jobId } = await withJob({ discount: { kind: 'percent', percent: 10 } });
    const part = await somePart(mia, { priceCents: 1_000 });
    await mia.call.tickets.addPart({ id, jobId, partId: part.id, quantity: 2 });
    await mia.call.tickets.addLabor({ id, jobId, description: 'Fit', hours: 1.5, rateCents: 8_000 });
    await mia.call.tickets.addExtra({ id, jobId, kind: 'fee', description: 'Disposal', amountCents: 300 });
    await mia.call.tickets.addExtra({ id, jobId, kind: 'sublet', description: 'Turning', amountCents: 700 });
    await mia.call.tickets.addLabor({ id, description: 'Wash', priceCents: 5_000 });
    const { jobs, totals } = await mia.call.tickets.update({ id, discount: { kind: 'amount', amountCents: 1_000 } });
    const sums = { laborCents: 12_000, partsCents: 2_000, extrasCents: 1_000, discountCents: 1_500, netCents: 13_500 };
    expect(jobs).toMatchObject([sums]);
    expect(totals).toMatchObject({ laborCents: 17_000, subletCents: 700, feesCents: 300, discountCents: 2_500 });
    expect(totals.totalCents).toBe(17_500);
  });

  test('changes member by member, and null clears', async () => {
    const { id, jobId } = await withJob({
      description: 'all',
      note: 'soon',
      discount: { kind: 'amount', amountCents: 5 },
    });
    const renamed = await mia.call.tickets.updateJob({ id, jobId, name: 'Discs' });
    const discount = { kind: 'amount', amountCents: 5 };
    expect(renamed).toMatchObject({
      version: 3,
      jobs: [{ name: 'Discs', description: 'all', note: 'soon', discount }],
    });
    expect(await mia.call.tickets.updateJob({ id, jobId, name: 'Discs', note: 'soon' })).toEqual(renamed);
    const bare = await mia.call.tickets.updateJob({ id, jobId, description: null, note: null, discount: null });
    expect(bare).toMatchObject({ version: 4, jobs: [{ description: null, note: null, discount: null }] });
    await refusedAt(mia.call.tickets.updateJob({ id, jobId }));
  });

  test('takes its lines along and releases their stock when it is removed', async () => {
    const { id, jobId } = await withJob();
    const part = await somePart(mia);
    for (const place of [{ jobId }, {}]) {
      await mia.call.tickets.addPart({ id, partId: part.id, quantity: 2, ...place });
      await mia.call.tickets.addLabor({ id, description: 'Fit', priceCents: 100, ...place });
      await mia.call.tickets.addExtra({ id, kind: 'fee', description: 'Disposal', amountCents: 10, ...place });
    }
    const rest = await mia.call.tickets.removeJob({ id, jobId });
    expect(rest).toMatchObject({
      jobs: [],
      parts: [{ jobId: null }],
      labor: [{ jobId: null }],
      extras: [{ jobId: null }],
    });
    expect([rest.parts.length, rest.labor.length, rest.extras.length]).toEqual([1, 1, 1]);
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ reserved: 2 });
    await refused(mia.call.tickets.removeJob({ id, jobId }), 'NOT_FOUND', { resource: 'job' });
  });

  test(`is one of at most ${MAX_JOBS} of a ticket`, async () => {
    const { id } = await someTicket(cara);
    for (let n = 0; n < MAX_JOBS; n++) await mia.call.tickets.addJob({ id, name: `Job ${n}` });
    await refusedAt(mia.call.tickets.addJob({ id, name: 'One more' }), 'id');
    expect((await stored(id)).jobs.map(({ name }) => name)).toEqual(
      Array.from({ length: MAX_JOBS }, (_, n) => `Job ${n}`),
    );
  });

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(201)],
    ['name', null],
    ['description', 'x'.repeat(1001)],
    ['note', 'x'.repeat(1001)],
    ['discount', {}],
  ])('rejects %s %j', async (member, value) => {
    const { id, jobId } = await withJob();
    const before = await stored(id);
    const wrong = { [member]: value };
    const path = member === 'discount' ? [member, 'kind'] : [member];
    await refusedAt(mia.call.tickets.addJob({ id, name: 'Brakes', ...wrong }), ...path);
    await refusedAt(mia.call.tickets.updateJob({ id, jobId, ...wrong }), ...path);
    expect(await stored(id)).toEqual(before);
  });
});

describe('a discount', () => {
  test.each([
    [{ kind: 'percent', percent: 0 }, 'percent'],
    [{ kind: 'percent', percent: 100.001 }, 'percent'],
    [{ kind: 'percent', percent: 1.0005 }, 'percent'],
    [{ kind: 'amount', amountCents: 0 }, 'amountCents'],
    [{ kind: 'amount', amountCents: 1.5 }, 'amountCents'],
  ] as const)('is not %j', async (discount, member) => {
    const { id, jobId } = await withJob();
    await refusedAt(mia.call.tickets.update({ id, discount }), 'discount', member);
    await refusedAt(mia.call.tickets.updateJob({ id, jobId, discount }), 'discount', member);
  });

  test('of a ticket is set, kept, cleared, and never more than there is', async () => {
    const { id } = await someTicket(cara);
    await mia.call.tickets.addLabor({ id, description: 'Wash', priceCents: 999 });
    const discount = { kind: 'percent', percent: 33.333 } as const;
    const cheaper = await mia.call.tickets.update({ id, discount });
    expect(cheaper).toMatchObject({ version: 3, discount, totals: { discountCents: 333, totalCents: 666 } });
    expect(await mia.call.tickets.update({ id, discount })).toEqual(cheaper);
    const free = await mia.call.tickets.update({ id, discount: { kind: 'amount', amountCents: 1_000 } });
    expect(free.totals).toMatchObject({ discountCents: 999, netCents: 0, totalCents: 0 });
    expect(await mia.call.tickets.update({ id, discount: null })).toMatchObject({ discount: null, version: 5 });
    const own = cara.call.tickets.update({ id, discount });
    await refused(own, 'ROLE_REQUIRED', { role: 'mechanic' });
  });
});

describe('every change of work', () => {
  test('is for staff, on the version seen, while the ticket is open or in progress', async () => {
    const { id, jobId } = await withJob();
    const { labor } = await mia.call.tickets.addLabor({ id, description: 'Fit', priceCents: 1 });
    const fee = { kind: 'fee', description: 'Disposal', amountCents: 1 } as const;
    const { extras } = await mia.call.tickets.addExtra({ id, ...fee });
    const [laborId, extraId] = [labor[0]?.id ?? 0, extras[0]?.id ?? 0];
    const canned = await boss.call.cannedJobs.create({ name: 'Oil change' });
    const changes = ({ call }: Actor, given: object) => [
      () => call.tickets.addJob({ id, name: 'Oil', ...given }),
      () => call.tickets.updateJob({ id, jobId, name: 'Oil', ...given }),
      () => call.tickets.removeJob({ id, jobId, ...given }),
      () => call.tickets.addCannedJob({ id, cannedJobId: canned.id, ...given }),
      () => call.tickets.addLabor({ id, description: 'Fit', priceCents: 1, ...given }),
      () => call.tickets.updateLabor({ id, laborId, done: true, ...given }),
      () => call.tickets.removeLabor({ id, laborId, ...given }),
      () => call.tickets.addExtra({ id, ...fee, ...given }),
      () => call.tickets.updateExtra({ id, extraId, amountCents: 2, ...given }),
      () => call.tickets.removeExtra({ id, extraId, ...given }),
    ];
    const before = await stored(id);
    for (const change of changes(cara, {})) await refused(change(), 'ROLE_REQUIRED', { role: 'mechanic' });
    for (const change of changes(mia, { version: 1 })) await refused(change(), 'VERSION_MISMATCH');
    for (const change of changes(mia, { id: NO_SUCH_ID })) await refused(change(), 'NOT_FOUND', { resource: 'ticket' });
    expect(await stored(id)).toEqual(before);
    for (const status of ['cancelled', 'completed'] as const) {
      if (status === 'completed') {
        await mia.call.tickets.setStatus({ id, status: 'open', note: 'back' });
        await mia.call.tickets.setStatus({ id, status: 'in_progress' });
      }
      await mia.call.tickets.setStatus({ id, status });
      for (const change of changes(mia, {})) await refused(change(), 'TICKET_CLOSED', { status });
    }
  });
});
