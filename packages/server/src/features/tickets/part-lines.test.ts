import { MAX_LINE_QUANTITY, MAX_STOCK } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let cara: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, cara] = [await shop.mechanic(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const stored = (id: number) => mia.call.tickets.get({ id });

/** An open ticket with two jobs. */
async function withJobs() {
  const { id } = await someTicket(cara);
  await mia.call.tickets.addJob({ id, name: 'Brakes' });
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'Oil' });
  return { id, brakes: jobs[0]?.id ?? 0, oil: jobs[1]?.id ?? 0 };
}

/** A ticket with jobs and a line of a part without a job. */
async function withLine(values: { quantity?: number; unitPriceCents?: number } = {}) {
  const [part, ticket] = [await somePart(mia), await withJobs()];
  const { parts } = await mia.call.tickets.addPart({ id: ticket.id, partId: part.id, ...values });
  return { ...ticket, part, partId: part.id, lineId: parts[0]?.id ?? 0 };
}

describe('addPart', () => {
  test('keeps one line per part and job, and one without', async () => {
    const { id, brakes, oil } = await withJobs();
    const { id: partId } = await somePart(mia);
    for (const jobId of [undefined, brakes, oil, null, brakes]) {
      await mia.call.tickets.addPart({ id, partId, jobId, quantity: 2 });
    }
    expect((await stored(id)).parts).toMatchObject([
      { jobId: null, quantity: 4, reserved: 4 },
      { jobId: brakes, quantity: 4, reserved: 4 },
      { jobId: oil, quantity: 2, reserved: 2 },
    ]);
    expect(await shop.anonymous.inventory.get({ id: partId })).toMatchObject({ reserved: 10 });
  });

  test('takes a price of its own for a new line, and no other one for the same line', async () => {
    const { id } = await withJobs();
    const { id: partId } = await somePart(mia, { priceCents: 500 });
    const first = await mia.call.tickets.addPart({ id, partId, unitPriceCents: 0 });
    expect(first.parts).toMatchObject([{ unitPriceCents: 0, totalCents: 0 }]);
    await refusedAt(mia.call.tickets.addPart({ id, partId, unitPriceCents: 500 }), 'unitPriceCents');
    expect(await stored(id)).toEqual(first);
    await mia.call.tickets.addPart({ id, partId, unitPriceCents: 0 });
    expect((await mia.call.tickets.addPart({ id, partId })).parts).toMatchObject([{ quantity: 3, unitPriceCents: 0 }]);
  });

  test('does not know the job of another ticket', async () => {
    const [mine, other] = [await withJobs(), await withJobs()];
    const { id: partId } = await somePart(mia);
    for (const jobId of [other.brakes, NO_SUCH_ID]) {
      const adding = mia.call.tickets.addPart({ id: mine.id, partId, jobId });
      await refused(adding, 'NOT_FOUND', { resource: 'job' });
    }
    expect((await stored(mine.id)).parts).toEqual([]);
  });
});

describe('updatePart', () => {
  test('changes quantity, price and tax of a line, and its stock with it', async () => {
    const { id, lineId, partId } = await withLine({ quantity: 2 });
    const raised = await mia.call.tickets.updatePart({ id, lineId, quantity: 5, unitPriceCents: 100, taxable: false });
    const line = { id: lineId, quantity: 5, reserved: 5, unitPriceCents: 100, taxable: false, totalCents: 500 };
    expect(raised).toMatchObject({ version: 5, parts: [line] });
    expect(await stored(id)).toEqual(raised);
    const lowered = await mia.call.tickets.updatePart({ id, lineId, quantity: 1 });
    expect(lowered.parts).toMatchObject([{ ...line, quantity: 1, reserved: 1, totalCents: 100 }]);
    expect(await shop.anonymous.inventory.get({ id: partId })).toMatchObject({ quantity: 10, reserved: 1 });
  });

  test('leaves the ticket as it is when nothing changes', async () => {
    const { id, lineId } = await withLine({ quantity: 2 });
    const before = await stored(id);
    expect(await mia.call.tickets.updatePart({ id, lineId, quantity: 2, taxable: true })).toEqual(before);
    await refusedAt(mia.call.tickets.updatePart({ id, lineId }));
    await refusedAt(mia.call.tickets.updatePart({ id, lineId, backorder: true }));
    expect(await stored(id)).toEqual(before);
  });

  test('rejects more than is available unless it may wait', async () => {
    const { id, lineId, partId } = await withLine({ quantity: 2 });
    const before = await stored(id);
    const more = { id, lineId, quantity: 14 };
    const details = { partId, requested: 12, available: 8 };
    await refused(mia.call.tickets.updatePart(more), 'INSUFFICIENT_STOCK', details);
    expect(await stored(id)).toEqual(before);
    const waiting = await mia.call.tickets.updatePart({ ...more, backorder: true });
    expect(waiting.parts).toMatchObject([{ quantity: 14, reserved: 10, missing: 4 }]);
  });

  test.each([
    ['quantity', 0],
    ['quantity', -1],
    ['quantity', 1.5],
    ['quantity', MAX_LINE_QUANTITY + 1],
    ['quantity', null],
    ['unitPriceCents', -1],
    ['unitPriceCents', 0.5],
    ['unitPriceCents', null],
    ['taxable', null],
    ['lineId', null],
  ])('rejects %s %j', async (member, value) => {
    const { id, lineId } = await withLine();
    const before = await stored(id);
    await refusedAt(mia.call.tickets.updatePart({ id, lineId, taxable: false, [member]: value }), member);
    expect(await stored(id)).toEqual(before);
  });

  test('does not know the line of another ticket, and checks version, status and role', async () => {
    const [{ id, lineId }, other] = [await withLine(), await withLine()];
    const change = (input: object) => mia.call.tickets.updatePart({ id, lineId, quantity: 2, ...input });
    for (const wrong of [other.lineId, NO_SUCH_ID]) {
      await refused(change({ lineId: wrong }), 'NOT_FOUND', { resource: 'line' });
    }
    await refused(change({ version: 1 }), 'VERSION_MISMATCH');
    await refused(cara.call.tickets.updatePart({ id, lineId, quantity: 2 }), 'ROLE_REQUIRED', { role: 'mechanic' });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(change({}), 'TICKET_CLOSED', { status: 'cancelled' });
  });
});

describe('removePart', () => {
  test('takes from the line of the job, or from the one without', async () => {
    const { id, brakes, oil, partId } = await withLine({ quantity: 2 });
    await mia.call.tickets.addPart({ id, partId, jobId: brakes, quantity: 3 });
    await mia.call.tickets.removePart({ id, partId, jobId: brakes, quantity: 1 });
    expect((await stored(id)).parts).toMatchObject([
      { jobId: null, quantity: 2 },
      { jobId: brakes, quantity: 2, reserved: 2 },
    ]);
    const rest = await mia.call.tickets.removePart({ id, partId });
    expect(rest.parts).toMatchObject([{ jobId: brakes, quantity: 2 }]);
    await refused(mia.call.tickets.removePart({ id, partId }), 'NOT_FOUND', { resource: 'part' });
    await refused(mia.call.tickets.removePart({ id, partId, jobId: oil }), 'NOT_FOUND', { resource: 'part' });
    await refused(mia.call.tickets.removePart({ id, partId, jobId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'job' });
    await mia.call.tickets.removePart({ id, partId, jobId: brakes });
    expect(await shop.anonymous.inventory.get({ id: partId })).toMatchObject({ quantity: 10, reserved: 0 });
  });
});

describe('moveLine', () => {
  test('moves a line of each kind to another job and to none', async () => {
    const { id, brakes, oil, lineId } = await withLine({ quantity: 2 });
    const labor = await mia.call.tickets.addLabor({ id, jobId: brakes, description: 'Fit', priceCents: 100 });
    const extra = { kind: 'fee' as const, description: 'Disposal', amountCents: 10 };
    const { extras } = await mia.call.tickets.addExtra({ id, jobId: brakes, ...extra });
    const lines = [
      { kind: 'part', lineId },
      { kind: 'labor', lineId: labor.labor[0]?.id ?? 0 },
      { kind: 'extra', lineId: extras[0]?.id ?? 0 },
    ] as const;
    for (const jobId of [oil, null, brakes]) {
      for (const line of lines) await mia.call.tickets.moveLine({ id, ...line, jobId });
      const { parts, labor: hours, extras: fees } = await stored(id);
      expect([parts, hours, fees]).toMatchObject([
        [{ id: lineId, jobId, quantity: 2, reserved: 2 }],
        [{ jobId, totalCents: 100 }],
        [{ jobId, amountCents: 10 }],
      ]);
    }
    const before = await stored(id);
    expect(await mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: brakes })).toEqual(before);
  });

  test('adds a part to its line there, with what it holds and waits for', async () => {
    const { id, brakes, partId, lineId } = await withLine({ quantity: 8 });
    const both = await mia.call.tickets.addPart({ id, partId, jobId: brakes, quantity: 5, backorder: true });
    expect(both.parts).toMatchObject([{ reserved: 8 }, { reserved: 2, missing: 3 }]);
    const target = both.parts[1]?.id ?? 0;
    const { parts } = await mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: brakes });
    expect(parts).toMatchObject([{ id: target, jobId: brakes, quantity: 13, reserved: 10, missing: 3 }]);
    expect(parts).toHaveLength(1);
    await mia.call.inventory.adjust({ id: partId, delta: 3 });
    expect((await stored(id)).parts).toMatchObject([{ reserved: 13, missing: 0 }]);
  });

  test('rejects a line there at another price, or more than a line holds', async () => {
    const { id, brakes, partId, lineId } = await withLine({ unitPriceCents: 1 });
    await mia.call.tickets.addPart({ id, partId, jobId: brakes, unitPriceCents: 2 });
    const before = await stored(id);
    await refusedAt(mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: brakes }), 'jobId');
    expect(await stored(id)).toEqual(before);
    const bolts = await somePart(mia, { quantity: MAX_STOCK });
    const { parts } = await mia.call.tickets.addPart({ id, partId: bolts.id, quantity: MAX_LINE_QUANTITY });
    await mia.call.tickets.addPart({ id, partId: bolts.id, jobId: brakes });
    const bolt = parts.at(-1)?.id ?? 0;
    await refusedAt(mia.call.tickets.moveLine({ id, kind: 'part', lineId: bolt, jobId: brakes }), 'jobId');
  });

  test('does not know lines and jobs of other tickets, and checks version, status and role', async () => {
    const [{ id, brakes, lineId }, other] = [await withLine(), await withLine()];
    const move = (input: object) => mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: brakes, ...input });
    await refused(move({ lineId: other.lineId }), 'NOT_FOUND', { resource: 'line' });
    await refused(move({ jobId: other.brakes }), 'NOT_FOUND', { resource: 'job' });
    await refused(move({ kind: 'labor' }), 'NOT_FOUND', { resource: 'labor' });
    await refused(move({ kind: 'extra' }), 'NOT_FOUND', { resource: 'extra' });
    await refusedAt(move({ kind: 'job' }), 'kind');
    await refusedAt(move({ jobId: undefined }), 'jobId');
    await refused(move({ version: 1 }), 'VERSION_MISMATCH');
    const moving = cara.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: null });
    await refused(moving, 'ROLE_REQUIRED', { role: 'mechanic' });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(move({}), 'TICKET_CLOSED', { status: 'cancelled' });
  });
});
