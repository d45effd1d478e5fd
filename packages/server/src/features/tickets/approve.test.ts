import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextOf } from '../../api/context.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';
import { type Decision, askForJobs, decideJobs } from './approve.ts';
import { changeableTicket, touchTicket } from './change.ts';

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

const stored = (id: number) => mia.call.tickets.get({ id });
const stockOf = async (id: number) => {
  const { quantity, reserved } = await shop.anonymous.inventory.get({ id });
  return { quantity, reserved };
};
const byLink = () => contextOf(shop.shop, { caller: null, requestId: 'test', address: '192.0.2.1' });

/** Decides as somebody who has only a link. */
function decide(id: number, decision: Partial<Decision>) {
  return shop.shop.database.write(async (tx) => {
    const ticket = await changeableTicket(byLink(), tx, id);
    await decideJobs(byLink(), tx, ticket, { approve: [], decline: [], ...decision });
    return touchTicket(byLink(), tx, ticket);
  });
}

function ask(id: number, jobIds: number[]) {
  return shop.shop.database.write(async (tx) => {
    const ticket = await changeableTicket(byLink(), tx, id);
    await askForJobs(byLink(), tx, ticket, jobIds);
    return touchTicket(byLink(), tx, ticket);
  });
}

interface Wanted {
  partId: number;
  quantity: number;
}

/** A new ticket with a job for each of the wanted parts; what is short is on backorder. */
async function withJobs(...wanted: Wanted[]) {
  const { id } = await someTicket(cara);
  const jobIds: number[] = [];
  for (const [at, { partId, quantity }] of wanted.entries()) {
    const { jobs } = await mia.call.tickets.addJob({ id, name: `Job ${at}` });
    jobIds.push(jobs.at(-1)?.id ?? 0);
    await mia.call.tickets.addPart({ id, jobId: jobIds.at(-1), partId, quantity, backorder: true });
  }
  return { id, jobIds };
}

describe('a decision', () => {
  test('sets the approved amounts and raises the version once', async () => {
    const part = await somePart(mia, { priceCents: 1_000 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 2 }, { partId: part.id, quantity: 3 });
    const [first = 0, second = 0] = jobIds;
    const { version } = await stored(id);
    await decide(id, { approve: [first], decline: [second] });
    const decided = await stored(id);
    expect(decided).toMatchObject({ version: version + 1, totals: { partsCents: 2_000 } });
    expect(decided.jobs).toMatchObject([
      { approval: 'approved', approvedCents: 2_000, netCents: 2_000 },
      { approval: 'declined', approvedCents: null, netCents: 3_000 },
    ]);
    expect(decided.parts).toMatchObject([
      { reserved: 2, missing: 0 },
      { reserved: 0, missing: 0 },
    ]);
    expect(await stockOf(part.id)).toEqual({ quantity: 10, reserved: 2 });
    const [movement] = (await mia.call.inventory.movements({ partId: part.id })).items;
    expect(movement).toMatchObject({ kind: 'release', delta: -3, ticketId: id, accountId: null });
  });

  test('ignores jobs that are gone and those of other tickets', async () => {
    const part = await somePart(mia);
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 1 });
    const other = await withJobs({ partId: part.id, quantity: 1 });
    const [gone = 0, foreign = 0] = [...jobIds, ...other.jobIds];
    await mia.call.tickets.removeJob({ id, jobId: gone });
    const before = await stored(other.id);
    await decide(id, { approve: [gone, foreign], decline: [] });
    await decide(id, { approve: [], decline: [gone, foreign] });
    expect(await stored(other.id)).toEqual(before);
    expect(await stored(id)).toMatchObject({ jobs: [], parts: [] });
  });

  test('to decline releases the parts, for the oldest line that waits', async () => {
    const part = await somePart(mia, { quantity: 3 });
    const held = await withJobs({ partId: part.id, quantity: 3 });
    const waits = await withJobs({ partId: part.id, quantity: 2 });
    await mia.call.tickets.setHold({ id: waits.id, hold: { reason: 'waiting_parts' } });
    await decide(held.id, { decline: held.jobIds });
    expect(await stored(waits.id)).toMatchObject({ hold: null, parts: [{ reserved: 2, missing: 0 }] });
    expect((await stored(held.id)).totals.totalCents).toBe(0);
    expect(await stockOf(part.id)).toEqual({ quantity: 3, reserved: 2 });
  });

  test('to decline what waits lifts the hold for parts', async () => {
    const part = await somePart(mia, { quantity: 0 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 1 });
    await mia.call.tickets.setHold({ id, hold: { reason: 'waiting_parts' } });
    expect(await decide(id, { decline: jobIds })).toMatchObject({ hold: null, parts: [{ missing: 0 }] });
    expect((await stored(id)).hold).toBeNull();
    await mia.call.inventory.adjust({ id: part.id, delta: 1 });
    expect((await stored(id)).parts).toMatchObject([{ reserved: 0, missing: 0 }]);
  });

  test('to approve what was declined reserves as far as there is stock, and waits for the rest', async () => {
    const part = await somePart(mia, { quantity: 3 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 3 });
    await decide(id, { decline: jobIds });
    await withJobs({ partId: part.id, quantity: 2 });
    const again = await decide(id, { approve: jobIds });
    expect(again.jobs).toMatchObject([{ approval: 'approved', approvedCents: again.jobs[0]?.netCents }]);
    expect(again.parts).toMatchObject([{ quantity: 3, reserved: 1, missing: 2 }]);
    await mia.call.inventory.adjust({ id: part.id, delta: 2 });
    expect((await stored(id)).parts).toMatchObject([{ reserved: 3, missing: 0 }]);
  });

  test('that declines one job and approves another gives the stock to the oldest ticket first', async () => {
    const part = await somePart(mia, { quantity: 2 });
    const old = await someTicket(cara);
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 2 }, { partId: part.id, quantity: 2 });
    const [first = 0, second = 0] = jobIds;
    await decide(id, { decline: [second] });
    await mia.call.tickets.addPart({ id: old.id, partId: part.id, quantity: 1, backorder: true });
    const swapped = await decide(id, { approve: [second], decline: [first] });
    expect((await stored(old.id)).parts).toMatchObject([{ reserved: 1, missing: 0 }]);
    expect((await stored(id)).parts).toMatchObject([
      { reserved: 0, missing: 0 },
      { reserved: 1, missing: 1 },
    ]);
    expect(swapped.jobs.map(({ approval }) => approval)).toEqual(['declined', 'approved']);
  });

  test('on an older price leaves the job exceeded at once', async () => {
    const part = await somePart(mia, { priceCents: 1_000 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 2 });
    const nets = new Map(jobIds.map((jobId) => [jobId, 1_999]));
    const decided = await decide(id, { approve: jobIds, nets });
    expect(decided.jobs).toMatchObject([{ approval: 'exceeded', approvedCents: 1_999 }]);
    expect(decided.parts).toMatchObject([{ reserved: 2 }]);
    expect((await stored(id)).jobs).toEqual(decided.jobs);
  });
});

describe('an approved job', () => {
  test('is exceeded while its net is above the approved amount, whatever changes it', async () => {
    const part = await somePart(mia, { priceCents: 1_000 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 2 });
    const [jobId = 0] = jobIds;
    const { labor, parts } = await mia.call.tickets.addLabor({ id, jobId, description: 'Fit', priceCents: 500 });
    await decide(id, { approve: jobIds });
    const [laborId, lineId] = [labor[0]?.id ?? 0, parts[0]?.id ?? 0];
    const fee = { kind: 'fee', description: 'Disposal', amountCents: 1 } as const;
    const { tickets } = mia.call;
    let extraId = 0;
    const steps: [string, () => Promise<unknown>][] = [
      ['exceeded', async () => (extraId = (await tickets.addExtra({ id, jobId, ...fee })).extras[0]?.id ?? 0)],
      ['approved', () => tickets.removeExtra({ id, extraId })],
      ['exceeded', () => tickets.updateLabor({ id, laborId, priceCents: 501 })],
      ['approved', () => tickets.updateLabor({ id, laborId, priceCents: 499 })],
      ['exceeded', () => tickets.updatePart({ id, lineId, unitPriceCents: 1_001 })],
      ['approved', () => tickets.updateJob({ id, jobId, discount: { kind: 'amount', amountCents: 1 } })],
      ['exceeded', () => tickets.updateJob({ id, jobId, discount: null })],
      ['approved', () => tickets.updatePart({ id, lineId, unitPriceCents: 1_000 })],
      ['exceeded', () => tickets.addPart({ id, jobId, partId: part.id })],
      ['approved', () => tickets.removePart({ id, jobId, partId: part.id, quantity: 1 })],
      ['approved', () => tickets.moveLine({ id, kind: 'labor', lineId: laborId, jobId: null })],
      ['approved', () => tickets.update({ id, discount: { kind: 'percent', percent: 50 } })],
      ['exceeded', () => tickets.updatePart({ id, lineId, quantity: 3 })],
    ];
    for (const [approval, run] of steps) {
      const { version } = await stored(id);
      await run();
      const after = await stored(id);
      expect(after).toMatchObject({ version: version + 1, jobs: [{ approval, approvedCents: 2_500 }] });
      expect(after.parts).toMatchObject([{ reserved: after.parts[0]?.quantity, missing: 0 }]);
    }
    expect((await decide(id, { approve: jobIds })).jobs).toMatchObject([
      { approval: 'approved', approvedCents: 3_000 },
    ]);
  });

  test('stays declined, asked or new when its price changes', async () => {
    const part = await somePart(mia);
    const { id, jobIds } = await withJobs(...[1, 2, 3].map((quantity) => ({ partId: part.id, quantity })));
    const [declined = 0, asked = 0, fresh = 0] = jobIds;
    await decide(id, { decline: [declined] });
    await ask(id, [asked]);
    for (const jobId of jobIds) await mia.call.tickets.addLabor({ id, jobId, description: 'Fit', priceCents: 1 });
    const { jobs } = await stored(id);
    expect(jobs.map(({ id: jobId, approval }) => [jobId, approval])).toEqual([
      [declined, 'declined'],
      [asked, 'asked'],
      [fresh, 'none'],
    ]);
  });
});

describe('a declined job', () => {
  test('takes lines that hold nothing and check no stock', async () => {
    const part = await somePart(mia, { quantity: 1 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 1 });
    const [jobId = 0] = jobIds;
    await decide(id, { decline: jobIds });
    const { parts } = await mia.call.tickets.addPart({ id, jobId, partId: part.id, quantity: 5 });
    expect(parts).toMatchObject([{ quantity: 6, reserved: 0, missing: 0 }]);
    const lineId = parts[0]?.id ?? 0;
    expect((await mia.call.tickets.updatePart({ id, lineId, quantity: 8 })).parts).toMatchObject([{ quantity: 8 }]);
    await mia.call.tickets.removePart({ id, jobId, partId: part.id, quantity: 6 });
    const moved = await mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId: null });
    expect(moved.parts).toMatchObject([{ jobId: null, quantity: 2, reserved: 1, missing: 1 }]);
    const back = await mia.call.tickets.moveLine({ id, kind: 'part', lineId, jobId });
    expect(back.parts).toMatchObject([{ jobId, quantity: 2, reserved: 0, missing: 0 }]);
    expect(await stockOf(part.id)).toEqual({ quantity: 1, reserved: 0 });
    await mia.call.tickets.removeJob({ id, jobId });
    expect(await stored(id)).toMatchObject({ jobs: [], parts: [] });
  });

  test('keeps its parts on the shelf when the ticket is completed, reopened and cancelled', async () => {
    const part = await somePart(mia, { quantity: 5 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 2 }, { partId: part.id, quantity: 3 });
    await decide(id, { decline: jobIds.slice(1) });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id, status: 'completed' });
    expect(await stockOf(part.id)).toEqual({ quantity: 3, reserved: 0 });
    await expectConsistent(shop.shop.database);
    await boss.call.tickets.setStatus({ id, status: 'in_progress', note: 'again' });
    expect(await stockOf(part.id)).toEqual({ quantity: 5, reserved: 2 });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    expect(await stockOf(part.id)).toEqual({ quantity: 5, reserved: 0 });
    await mia.call.tickets.setStatus({ id, status: 'open', note: 'again' });
    expect((await stored(id)).parts).toMatchObject([{ reserved: 2 }, { reserved: 0, missing: 0 }]);
  });

  test('that is asked for again counts and holds its parts again', async () => {
    const part = await somePart(mia, { quantity: 5, priceCents: 100 });
    const { id, jobIds } = await withJobs({ partId: part.id, quantity: 7 });
    await decide(id, { decline: jobIds });
    const asked = await ask(id, jobIds);
    expect(asked).toMatchObject({ jobs: [{ approval: 'asked', approvedCents: null }], totals: { totalCents: 700 } });
    expect(asked.parts).toMatchObject([{ reserved: 5, missing: 2 }]);
    await decide(id, { approve: jobIds });
    expect((await ask(id, jobIds)).jobs).toMatchObject([{ approval: 'approved', approvedCents: 700 }]);
  });
});

test('a closed ticket rejects changes of its jobs as before', async () => {
  const part = await somePart(mia);
  const { id, jobIds } = await withJobs({ partId: part.id, quantity: 1 });
  await decide(id, { approve: jobIds });
  await mia.call.tickets.setStatus({ id, status: 'cancelled' });
  const late = mia.call.tickets.addPart({ id, jobId: jobIds[0], partId: part.id });
  await refused(late, 'TICKET_CLOSED', { status: 'cancelled' });
  expect((await stored(id)).jobs).toMatchObject([{ approval: 'approved' }]);
});
