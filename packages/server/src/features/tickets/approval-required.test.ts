import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';
import { readSettings, writeSettings } from '../shop/rows.ts';

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

const require = (approvalRequired: boolean) => boss.call.shop.update({ approvalRequired });
const stored = (id: number) => mia.call.tickets.get({ id });
const held = async (id: number) => (await stored(id)).parts.map(({ reserved, missing }) => [reserved, missing]);
const reservedOf = async (id: number) => (await shop.anonymous.inventory.get({ id })).reserved;

async function withJob(partId: number, quantity: number) {
  const { id } = await someTicket(cara);
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'Brakes' });
  const jobId = jobs[0]?.id ?? 0;
  const { parts } = await mia.call.tickets.addPart({ id, jobId, partId, quantity, backorder: true });
  return { id, jobId, lineId: parts[0]?.id ?? 0 };
}

describe('a shop that requires approval', () => {
  beforeEach(() => require(true));

  test('takes lines only in jobs', async () => {
    const part = await somePart(mia);
    const { id, jobId, lineId } = await withJob(part.id, 1);
    const fee = { kind: 'fee', description: 'Disposal', amountCents: 1 } as const;
    const before = await stored(id);
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id }), 'jobId');
    await refusedAt(mia.call.tickets.addLabor({ id, description: 'Fit', priceCents: 1 }), 'jobId');
    await refusedAt(mia.call.tickets.addExtra({ id, ...fee }), 'jobId');
    await refusedAt(mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: null }), 'jobId');
    expect(await stored(id)).toEqual(before);
    await mia.call.tickets.addLabor({ id, jobId, description: 'Fit', priceCents: 1 });
    await mia.call.tickets.addExtra({ id, jobId, ...fee });
    const unknown = mia.call.tickets.addPart({ id, partId: part.id, jobId: Number.MAX_SAFE_INTEGER });
    await refused(unknown, 'NOT_FOUND', { resource: 'job' });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(mia.call.tickets.addPart({ id, partId: part.id }), 'TICKET_CLOSED', { status: 'cancelled' });
  });

  test('follows a change of the setting that this process has not heard of', async () => {
    await require(false);
    const part = await somePart(mia);
    const { id } = await someTicket(cara);
    // Now the cache holds the settings; another process changes them without telling it.
    await mia.call.shop.get();
    const { database } = shop.shop;
    await database.write(async (tx) => writeSettings(tx, { ...(await readSettings(tx)), approvalRequired: true }));
    await refusedAt(mia.call.tickets.addPart({ id, partId: part.id }), 'jobId');
    expect((await stored(id)).parts).toEqual([]);
    // A change that reaches the cache, for the tests that follow.
    await require(false);
  });

  test('reserves nothing for a job before it is approved, and checks no stock', async () => {
    const part = await somePart(mia, { quantity: 1 });
    const { id, jobId, lineId } = await withJob(part.id, 5);
    expect(await held(id)).toEqual([[0, 0]]);
    await mia.call.tickets.addPart({ id, jobId, partId: part.id, quantity: 5 });
    await mia.call.tickets.updatePart({ id, lineId, quantity: 50 });
    await mia.call.tickets.removePart({ id, jobId, partId: part.id, quantity: 1 });
    const canned = await boss.call.cannedJobs.create({ name: 'Brakes', parts: [{ partId: part.id, quantity: 9 }] });
    const ticket = await mia.call.tickets.addCannedJob({ id, cannedJobId: canned.id, backorder: false });
    expect(ticket.parts.map(({ quantity }) => quantity)).toEqual([49, 9]);
    expect(await held(id)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    await mia.call.inventory.adjust({ id: part.id, delta: 100 });
    expect(await reservedOf(part.id)).toBe(0);
  });

  test('reserves nothing when it opens a cancelled ticket again', async () => {
    const part = await somePart(mia);
    const { id } = await withJob(part.id, 2);
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await mia.call.tickets.setStatus({ id, status: 'open', note: 'again' });
    expect(await held(id)).toEqual([[0, 0]]);
  });

  test('completes no ticket before the customer has decided about every job', async () => {
    const part = await somePart(mia, { quantity: 0 });
    const { id, jobId } = await withJob(part.id, 1);
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Wash' });
    expect((await stored(id)).blockers).toEqual([]);
    const { blockers } = await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    expect(blockers).toEqual([{ to: 'completed', reason: 'APPROVAL_NEEDED' }]);
    const jobIds = [jobId, jobs[1]?.id ?? 0];
    await refused(mia.call.tickets.setStatus({ id, status: 'completed' }), 'APPROVAL_NEEDED', { jobIds });
    expect((await cara.call.tickets.get({ id })).blockers).toEqual([]);
    await mia.call.tickets.removeJob({ id, jobId: jobIds[1] ?? 0 });
    await refused(mia.call.tickets.setStatus({ id, status: 'completed' }), 'APPROVAL_NEEDED', { jobIds: [jobId] });
    await mia.call.tickets.removeJob({ id, jobId });
    expect(await mia.call.tickets.setStatus({ id, status: 'completed' })).toMatchObject({ status: 'completed' });
  });
});

describe('a change of the setting', () => {
  beforeEach(() => require(false));

  /** The changes of a line of three that leave one. */
  const changes: Record<string, (line: { id: number; jobId: number; lineId: number; partId: number }) => unknown> = {
    'a lower quantity': ({ id, lineId }) => mia.call.tickets.updatePart({ id, lineId, quantity: 1 }),
    'a removal': ({ id, jobId, partId }) => mia.call.tickets.removePart({ id, jobId, partId, quantity: 2 }),
    'a price': async ({ id, lineId, jobId, partId }) => {
      await mia.call.tickets.updatePart({ id, lineId, unitPriceCents: 1 });
      await mia.call.tickets.removePart({ id, jobId, partId, quantity: 2 });
    },
    'another job': async ({ id, lineId, partId }) => {
      const { jobs } = await mia.call.tickets.addJob({ id, name: 'Discs' });
      const jobId = jobs.at(-1)?.id ?? 0;
      await mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId });
      await mia.call.tickets.removePart({ id, jobId, partId, quantity: 2 });
    },
    'another line': async ({ id, lineId, partId }) => {
      const { jobs } = await mia.call.tickets.addJob({ id, name: 'Discs' });
      const jobId = jobs.at(-1)?.id ?? 0;
      await mia.call.tickets.addPart({ id, jobId, partId });
      await mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId });
      await mia.call.tickets.removePart({ id, jobId, partId, quantity: 3 });
    },
    'a higher quantity': async ({ id, jobId, lineId, partId }) => {
      await mia.call.tickets.addPart({ id, jobId, partId });
      await mia.call.tickets.updatePart({ id, lineId, quantity: 1 });
    },
  };

  test.each(Object.keys(changes))('counts for a line from its next change: %s', async (name) => {
    const part = await somePart(mia, { quantity: 4 });
    const line = { partId: part.id, ...(await withJob(part.id, 3)) };
    const waits = await withJob(part.id, 4);
    expect([await held(line.id), await held(waits.id)]).toEqual([[[3, 0]], [[1, 3]]]);
    await require(true);
    expect(await held(line.id)).toEqual([[3, 0]]);
    await changes[name]?.(line);
    expect([await held(line.id), await held(waits.id)]).toEqual([[[0, 0]], [[4, 0]]]);
    await require(false);
    expect(await held(line.id)).toEqual([[0, 0]]);
    const { jobs } = await mia.call.tickets.addJob({ id: line.id, name: 'Third' });
    await mia.call.tickets.moveLine({
      id: line.id,
      kind: 'part',
      lineId: (await stored(line.id)).parts[0]?.id ?? 0,
      jobId: jobs.at(-1)?.id ?? 0,
    });
    expect(await held(line.id)).toEqual([[0, 1]]);
    await expectConsistent(shop.shop.database);
  });

  test('makes a line that holds nothing reserve when its ticket is completed, if there is stock', async () => {
    const part = await somePart(mia, { quantity: 1 });
    await require(true);
    const { id, lineId } = await withJob(part.id, 2);
    await require(false);
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    const lines = [{ lineId, partId: part.id, missing: 1 }];
    await refused(mia.call.tickets.setStatus({ id, status: 'completed' }), 'PARTS_MISSING', { lines });
    expect(await held(id)).toEqual([[0, 0]]);
    await mia.call.inventory.adjust({ id: part.id, delta: 1 });
    await mia.call.tickets.setStatus({ id, status: 'completed' });
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ quantity: 0, reserved: 0 });
  });

  test('leaves lines without a job as they are', async () => {
    const part = await somePart(mia, { quantity: 3 });
    const { id } = await someTicket(cara);
    const { parts } = await mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
    await require(true);
    await mia.call.tickets.updatePart({ id, lineId: parts[0]?.id ?? 0, quantity: 3 });
    expect(await held(id)).toEqual([[3, 0]]);
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id, status: 'completed' });
    await boss.call.tickets.setStatus({ id, status: 'in_progress', note: 'again' });
    expect(await held(id)).toEqual([[3, 0]]);
  });

  test('after completion gives what a ticket returns to others', async () => {
    const part = await somePart(mia, { quantity: 2 });
    const done = await withJob(part.id, 2);
    await mia.call.tickets.setStatus({ id: done.id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id: done.id, status: 'completed' });
    const waits = await withJob(part.id, 1);
    await require(true);
    await boss.call.tickets.setStatus({ id: done.id, status: 'in_progress', note: 'again' });
    expect([await held(done.id), await held(waits.id)]).toEqual([[[0, 0]], [[1, 0]]]);
  });
});
