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
  await boss.call.shop.update({ laborRateCents: 8_000 });
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const hourly = { description: 'Change oil', hours: 0.5, rateCents: null, priceCents: null };
const dear = { description: 'Reset the computer', hours: 0.25, rateCents: 12_000, priceCents: null };
const fixed = { description: 'Wash', hours: null, rateCents: null, priceCents: 1_500 };
const fee = { kind: 'fee' as const, description: 'Disposal', amountCents: 350 };

async function oilChange(stock: { oil?: number; filter?: number } = {}) {
  const oil = await somePart(mia, { name: 'Oil', decimals: 1, quantity: stock.oil ?? 20, priceCents: 1_000 });
  const filter = await somePart(mia, { name: 'Filter', quantity: stock.filter ?? 5, priceCents: 990 });
  const parts = [
    { partId: filter.id, quantity: 1 },
    { partId: oil.id, quantity: 4.3 },
  ];
  const given = { name: 'Oil change', description: 'with filter', labor: [hourly, dear, fixed], parts, extras: [fee] };
  return { job: await boss.call.cannedJobs.create(given), given, oil, filter };
}

describe('canned jobs', () => {
  test('are kept as they were given, and read by mechanics', async () => {
    const { job, given } = await oilChange();
    const createdAt = shop.shop.now().toISOString();
    expect(job).toEqual({ id: job.id, ...given, version: 1, createdAt });
    expect(await mia.call.cannedJobs.get({ id: job.id })).toEqual(job);
    expect((await mia.call.cannedJobs.list({ limit: 1 })).items).toEqual([job]);
    const bare = await boss.call.cannedJobs.create({ name: 'Look' });
    expect(bare).toMatchObject({ description: null, labor: [], parts: [], extras: [] });
    expect((await mia.call.cannedJobs.list({ limit: 2 })).items).toEqual([bare, job]);
  });

  test('are found by the words of name and description, also after a change', async () => {
    const found = async (search: string) => (await mia.call.cannedJobs.list({ search })).items.map((job) => job.id);
    const { id } = await boss.call.cannedJobs.create({ name: 'Zahnriemen', description: 'every 120000 km' });
    expect(await found('zahnriemen')).toEqual([id]);
    expect(await found('120000')).toEqual([id]);
    await boss.call.cannedJobs.update({ id, name: 'Belt of timing', description: null });
    expect(await found('zahnriemen')).toEqual([]);
    expect(await found('timing belt')).toEqual([id]);
    await boss.call.cannedJobs.delete({ id });
    expect(await found('timing')).toEqual([]);
  });

  test('change member by member, lists as a whole, and not at all when nothing differs', async () => {
    const { job, filter } = await oilChange();
    const { id } = job;
    expect(await boss.call.cannedJobs.update({ id, version: 1, name: job.name, parts: job.parts })).toEqual(job);
    const parts = [{ partId: filter.id, quantity: 2 }];
    const changed = await boss.call.cannedJobs.update({ id, version: 1, description: null, parts, extras: [] });
    expect(changed).toEqual({ ...job, description: null, parts, extras: [], version: 2 });
    expect(await mia.call.cannedJobs.get({ id })).toEqual(changed);
    await refused(boss.call.cannedJobs.update({ id, version: 1, name: 'Other' }), 'VERSION_MISMATCH', {
      current: changed,
    });
  });

  test('are changed by admins only, and read by no customer', async () => {
    const { job } = await oilChange();
    const { id } = job;
    await refused(mia.call.cannedJobs.create({ name: 'x' }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(mia.call.cannedJobs.update({ id, name: 'x' }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(mia.call.cannedJobs.delete({ id }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(cara.call.cannedJobs.list(), 'ROLE_REQUIRED', { role: 'mechanic' });
    await refused(cara.call.cannedJobs.get({ id }), 'ROLE_REQUIRED', { role: 'mechanic' });
    expect(await mia.call.cannedJobs.get({ id })).toEqual(job);
  });

  test.each<[path: (string | number)[], values: object]>([
    [['name'], { name: '' }],
    [['description'], { description: 'x'.repeat(1001) }],
    [['labor', 0, 'hours'], { labor: [{ description: 'x' }] }],
    [['labor', 0, 'hours'], { labor: [{ description: 'x', hours: 1, priceCents: 1 }] }],
    [['labor', 0, 'rateCents'], { labor: [{ description: 'x', priceCents: 1, rateCents: 1 }] }],
    [['extras', 0, 'kind'], { extras: [{ ...fee, kind: 'gift' }] }],
    [['extras', 0, 'amountCents'], { extras: [{ ...fee, amountCents: -1 }] }],
  ])('are rejected at %j', async (path, values) => {
    await refusedAt(boss.call.cannedJobs.create({ name: 'Look', ...values }), ...path);
  });

  test('name parts that exist, are in use, and each once', async () => {
    const part = await somePart(mia);
    const create = (...ids: number[]) =>
      boss.call.cannedJobs.create({ name: 'Look', parts: ids.map((partId) => ({ partId, quantity: 1 })) });
    await refused(create(part.id, NO_SUCH_ID), 'NOT_FOUND', { resource: 'part' });
    await refusedAt(create(part.id, part.id), 'parts');
    const { id } = await create(part.id);
    await mia.call.inventory.update({ id: part.id, active: false });
    await refusedAt(create(part.id), 'parts', 0, 'partId');
    expect((await mia.call.cannedJobs.get({ id })).parts).toHaveLength(1);
    await refused(boss.call.cannedJobs.get({ id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'canned_job' });
    await refused(boss.call.cannedJobs.delete({ id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'canned_job' });
  });
});

describe('addCannedJob', () => {
  test("copies the job at today's prices, which later changes do not affect", async () => {
    const { job, oil, filter } = await oilChange();
    await mia.call.inventory.update({ id: oil.id, priceCents: 1_200, name: 'Better oil' });
    await boss.call.shop.update({ laborRateCents: 10_000 });
    const { id } = await someTicket(cara);
    const copied = await mia.call.tickets.addCannedJob({ id, cannedJobId: job.id });
    const jobId = copied.jobs[0]?.id;
    const own = { jobId, taxable: true };
    expect(copied).toMatchObject({
      version: 2,
      jobs: [{ name: 'Oil change', description: 'with filter', note: null, approval: 'none', discount: null }],
      parts: [
        { ...own, partId: oil.id, name: 'Better oil', quantity: 4.3, reserved: 4.3, totalCents: 5_160 },
        { ...own, partId: filter.id, name: 'Filter', quantity: 1, unitPriceCents: 990 },
      ],
      labor: [
        { ...own, description: 'Change oil', hours: 0.5, rateCents: 10_000, totalCents: 5_000, done: false },
        { ...own, hours: 0.25, rateCents: 12_000, totalCents: 3_000, mechanic: null },
        { ...own, hours: null, rateCents: null, totalCents: 1_500 },
      ],
      extras: [{ ...own, ...fee }],
    });
    expect(copied.jobs).toMatchObject([{ laborCents: 9_500, partsCents: 6_150, extrasCents: 350, netCents: 16_000 }]);
    await boss.call.cannedJobs.update({ id: job.id, name: 'Other', labor: [], parts: [], extras: [] });
    await boss.call.shop.update({ laborRateCents: 8_000 });
    await mia.call.inventory.update({ id: oil.id, priceCents: 1 });
    expect(await mia.call.tickets.get({ id })).toEqual(copied);
    await boss.call.cannedJobs.delete({ id: job.id });
    expect(await mia.call.tickets.get({ id })).toEqual(copied);
  });

  test('waits for what is short, or with backorder: false changes nothing', async () => {
    const { job, oil } = await oilChange({ oil: 4 });
    const { id } = await someTicket(cara);
    const before = await mia.call.tickets.get({ id });
    const details = { partId: oil.id, requested: 4.3, available: 4 };
    const wanted = { id, cannedJobId: job.id };
    await refused(mia.call.tickets.addCannedJob({ ...wanted, backorder: false }), 'INSUFFICIENT_STOCK', details);
    expect(await mia.call.tickets.get({ id })).toEqual(before);
    const { parts } = await mia.call.tickets.addCannedJob(wanted);
    expect(parts.find((line) => line.partId === oil.id)).toMatchObject({ reserved: 4, missing: 0.3 });
  });

  test('can be done twice, as two jobs', async () => {
    const { job } = await oilChange();
    const { id } = await someTicket(cara);
    await mia.call.tickets.addCannedJob({ id, cannedJobId: job.id });
    const { jobs, parts } = await mia.call.tickets.addCannedJob({ id, cannedJobId: job.id });
    expect([jobs.length, parts.length]).toEqual([2, 4]);
  });

  test('is rejected for an unknown job, and for one with a part that is retired or counted whole now', async () => {
    const { job, filter } = await oilChange();
    const { id } = await someTicket(cara);
    const before = await mia.call.tickets.get({ id });
    const add = () => mia.call.tickets.addCannedJob({ id, cannedJobId: job.id });
    const unknown = mia.call.tickets.addCannedJob({ id, cannedJobId: NO_SUCH_ID });
    await refused(unknown, 'NOT_FOUND', { resource: 'canned_job' });
    await mia.call.inventory.update({ id: filter.id, active: false });
    await refusedAt(add(), 'cannedJobId');
    await mia.call.inventory.update({ id: filter.id, active: true });
    const oilId = job.parts[1]?.partId ?? 0;
    await mia.call.inventory.update({ id: oilId, decimals: 0 });
    await refusedAt(add(), 'cannedJobId');
    expect(await mia.call.tickets.get({ id })).toEqual(before);
  });
});
