import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
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

const stored = (id: number) => mia.call.tickets.get({ id });

/** A new ticket that asks for a part, and waits for what is short. */
async function waitingFor(partId: number, quantity: number) {
  const { id } = await someTicket(cara);
  return mia.call.tickets.addPart({ id, partId, quantity, backorder: true });
}

/** What the only line of a ticket holds and waits for. */
async function lineOf(id: number) {
  const [line] = (await stored(id)).parts;
  return { reserved: line?.reserved, missing: line?.missing };
}

describe('a line that is short', () => {
  test('is rejected without backorder, and with it reserves what there is', async () => {
    const part = await somePart(mia, { quantity: 3 });
    const { id } = await someTicket(cara);
    const more = { id, partId: part.id, quantity: 5 };
    const shortage = { partId: part.id, requested: 5, available: 3 };
    await refused(mia.call.tickets.addPart(more), 'INSUFFICIENT_STOCK', shortage);
    await refused(mia.call.tickets.addPart({ ...more, backorder: false }), 'INSUFFICIENT_STOCK', shortage);
    expect(await stored(id)).toMatchObject({ version: 1, parts: [] });
    const waiting = await mia.call.tickets.addPart({ ...more, backorder: true });
    expect(waiting).toMatchObject({ version: 2, parts: [{ quantity: 5, reserved: 3, missing: 2 }] });
    expect(waiting.partsTotalCents).toBe(5 * part.priceCents);
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ reserved: 3, available: 0 });
  });

  test('blocks completion, which names each line, until it is there', async () => {
    const [one, two] = [await somePart(mia, { quantity: 0 }), await somePart(mia, { quantity: 1 })];
    const { id } = await waitingFor(one.id, 1);
    await mia.call.tickets.addPart({ id, partId: two.id, quantity: 3, backorder: true });
    const { parts, blockers } = await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    const [first, second] = parts.map((line) => line.id);
    expect(blockers).toEqual([{ to: 'completed', reason: 'PARTS_MISSING' }]);
    expect((await cara.call.tickets.get({ id })).blockers).toEqual([]);
    const lines = [
      { lineId: first ?? 0, partId: one.id, missing: 1 },
      { lineId: second ?? 0, partId: two.id, missing: 2 },
    ];
    await refused(mia.call.tickets.setStatus({ id, status: 'completed' }), 'PARTS_MISSING', { lines });
    await mia.call.inventory.adjust({ id: one.id, delta: 1 });
    await mia.call.inventory.adjust({ id: two.id, delta: 2 });
    expect(await stored(id)).toMatchObject({ status: 'in_progress', blockers: [] });
    const done = await mia.call.tickets.setStatus({ id, status: 'completed' });
    expect(done.parts).toMatchObject([
      { quantity: 1, reserved: 0, missing: 0 },
      { quantity: 3, reserved: 0, missing: 0 },
    ]);
  });

  test('is no blocker while the ticket cannot be completed next', async () => {
    const part = await somePart(mia, { quantity: 0 });
    expect(await waitingFor(part.id, 1)).toMatchObject({ status: 'open', blockers: [] });
  });

  test('gives up what is missing first when it is lowered', async () => {
    const part = await somePart(mia, { quantity: 3 });
    const { id, parts } = await waitingFor(part.id, 5);
    const lineId = parts[0]?.id ?? 0;
    await mia.call.tickets.removePart({ id, partId: part.id, quantity: 1 });
    expect(await lineOf(id)).toEqual({ reserved: 3, missing: 1 });
    await mia.call.tickets.updatePart({ id, lineId, quantity: 2 });
    expect(await lineOf(id)).toEqual({ reserved: 2, missing: 0 });
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ reserved: 2, available: 1 });
    const kinds = (await mia.call.inventory.movements({ partId: part.id })).items.map(({ kind, delta }) => [
      kind,
      delta,
    ]);
    expect(kinds).toEqual([
      ['release', -1],
      ['reserve', 3],
      ['receive', 3],
    ]);
  });
});

describe('the queue', () => {
  test('serves the oldest ticket first, then the oldest line, in part if need be', async () => {
    const part = await somePart(mia, { quantity: 0 });
    const [old, young] = [await someTicket(cara), await someTicket(cara)];
    // The younger ticket asks first: age decides, not the call.
    await mia.call.tickets.addPart({ id: young.id, partId: part.id, quantity: 2, backorder: true });
    await mia.call.tickets.addPart({ id: old.id, partId: part.id, quantity: 2, backorder: true });
    const { jobs } = await mia.call.tickets.addJob({ id: old.id, name: 'Brakes' });
    await mia.call.tickets.addPart({
      id: old.id,
      partId: part.id,
      jobId: jobs[0]?.id ?? 0,
      quantity: 2,
      backorder: true,
    });
    const held = async () =>
      [...(await stored(old.id)).parts, ...(await stored(young.id)).parts].map((l) => l.reserved);
    const seen = [];
    for (const delta of [1, 2, 2, 3]) {
      await mia.call.inventory.adjust({ id: part.id, delta });
      seen.push(await held());
    }
    expect(seen).toEqual([
      [1, 0, 0],
      [2, 1, 0],
      [2, 2, 1],
      [2, 2, 2],
    ]);
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ quantity: 8, available: 2 });
  });

  test('raises the version of a ticket that is filled', async () => {
    const part = await somePart(mia, { quantity: 0 });
    const { id, version } = await waitingFor(part.id, 2);
    shop.advance(1000);
    await mia.call.inventory.adjust({ id: part.id, delta: 1 });
    expect(await stored(id)).toMatchObject({ version: version + 1, updatedAt: shop.shop.now().toISOString() });
  });

  test('skips tickets that are closed', async () => {
    const part = await somePart(mia, { quantity: 0 });
    const [gone, next] = [await waitingFor(part.id, 1), await waitingFor(part.id, 1)];
    await mia.call.tickets.setStatus({ id: gone.id, status: 'cancelled' });
    expect(await lineOf(gone.id)).toEqual({ reserved: 0, missing: 0 });
    await mia.call.inventory.adjust({ id: part.id, delta: 2 });
    expect(await lineOf(gone.id)).toEqual({ reserved: 0, missing: 0 });
    expect(await lineOf(next.id)).toEqual({ reserved: 1, missing: 0 });
    await mia.call.tickets.setStatus({ id: gone.id, status: 'open', note: 'back' });
    expect(await lineOf(gone.id)).toEqual({ reserved: 1, missing: 0 });
  });

  test('has a reopened cancelled ticket at the place of its age', async () => {
    const part = await somePart(mia, { quantity: 2 });
    const old = await waitingFor(part.id, 2);
    await mia.call.tickets.setStatus({ id: old.id, status: 'cancelled' });
    const young = await waitingFor(part.id, 3);
    await mia.call.tickets.setStatus({ id: old.id, status: 'open', note: 'back' });
    expect(await lineOf(old.id)).toEqual({ reserved: 0, missing: 2 });
    await mia.call.inventory.adjust({ id: part.id, delta: 1 });
    expect(await lineOf(old.id)).toEqual({ reserved: 1, missing: 1 });
    expect(await lineOf(young.id)).toEqual({ reserved: 2, missing: 1 });
  });

  test('gets nothing of what a completed ticket returns when it is reopened', async () => {
    const part = await somePart(mia, { quantity: 2 });
    const done = await waitingFor(part.id, 2);
    await mia.call.tickets.setStatus({ id: done.id, status: 'in_progress' });
    await mia.call.tickets.setStatus({ id: done.id, status: 'completed' });
    const waiting = await waitingFor(part.id, 1);
    await boss.call.tickets.setStatus({ id: done.id, status: 'in_progress', note: 'a noise' });
    expect(await lineOf(done.id)).toEqual({ reserved: 2, missing: 0 });
    expect(await lineOf(waiting.id)).toEqual({ reserved: 0, missing: 1 });
  });
});

interface Scene {
  /** The part that is waited for. */
  partId: number;
  /** A ticket that holds two of it, on a line of a job. */
  holder: { id: number; jobId: number; lineId: number };
}

/** Every way in which stock becomes available: two pieces each. */
const arrivals: Record<string, (scene: Scene) => Promise<unknown>> = {
  'an adjustment': ({ partId }) => mia.call.inventory.adjust({ id: partId, delta: 2 }),
  'a stock take': ({ partId }) => mia.call.inventory.update({ id: partId, quantity: 4 }),
  'a removed line': ({ partId, holder: { id, jobId } }) => mia.call.tickets.removePart({ id, partId, jobId }),
  'a lowered line': async ({ partId, holder: { id, lineId } }) => {
    await mia.call.tickets.updatePart({ id, lineId, quantity: 1 });
    await mia.call.inventory.adjust({ id: partId, delta: 1 });
  },
  'a removed job': ({ holder: { id, jobId } }) => mia.call.tickets.removeJob({ id, jobId }),
  'a cancelled ticket': ({ holder: { id } }) => mia.call.tickets.setStatus({ id, status: 'cancelled' }),
};

describe.each(Object.keys(arrivals))('%s', (name) => {
  test('fills the oldest lines and lifts the holds of tickets that miss nothing any more', async () => {
    const part = await somePart(mia, { quantity: 2 });
    const other = await somePart(mia, { quantity: 0 });
    const holder = await mia.call.tickets.addJob({ id: (await someTicket(cara)).id, name: 'Brakes' });
    const jobId = holder.jobs[0]?.id ?? 0;
    const { parts } = await mia.call.tickets.addPart({ id: holder.id, partId: part.id, jobId, quantity: 2 });
    const [ready, still, last] = [
      await waitingFor(part.id, 1),
      await waitingFor(part.id, 1),
      await waitingFor(part.id, 1),
    ];
    await mia.call.tickets.addPart({ id: still.id, partId: other.id, quantity: 1, backorder: true });
    for (const { id } of [ready, still, last]) {
      await mia.call.tickets.setHold({ id, hold: { reason: 'waiting_parts', note: 'ordered' } });
    }
    await arrivals[name]?.({ partId: part.id, holder: { id: holder.id, jobId, lineId: parts[0]?.id ?? 0 } });
    expect(await stored(ready.id)).toMatchObject({ hold: null, parts: [{ reserved: 1, missing: 0 }] });
    const hold = { reason: 'waiting_parts', note: 'ordered' };
    expect(await stored(still.id)).toMatchObject({ hold, parts: [{ reserved: 1 }, { reserved: 0, missing: 1 }] });
    expect(await stored(last.id)).toMatchObject({ hold, parts: [{ reserved: 0, missing: 1 }] });
  });
});

describe('a hold', () => {
  test('for parts is lifted when the last line that is short goes', async () => {
    const part = await somePart(mia, { quantity: 1 });
    const { id, parts } = await waitingFor(part.id, 2);
    await mia.call.tickets.setHold({ id, hold: { reason: 'waiting_parts' } });
    const after = await mia.call.tickets.updatePart({ id, lineId: parts[0]?.id ?? 0, quantity: 1 });
    expect(after.hold).toBeNull();
    expect((await stored(id)).hold).toBeNull();
  });

  test.each(['waiting_customer', 'other'] as const)('for %s stays when parts arrive', async (reason) => {
    const part = await somePart(mia, { quantity: 0 });
    const { id } = await waitingFor(part.id, 1);
    await mia.call.tickets.setHold({ id, hold: { reason } });
    await mia.call.inventory.adjust({ id: part.id, delta: 1 });
    expect(await stored(id)).toMatchObject({ hold: { reason }, parts: [{ missing: 0 }] });
  });

  test('for parts that nothing is short of stays until it is lifted', async () => {
    const part = await somePart(mia);
    const { id } = await someTicket(cara);
    await mia.call.tickets.setHold({ id, hold: { reason: 'waiting_parts' } });
    expect((await mia.call.tickets.addPart({ id, partId: part.id })).hold).toMatchObject({ reason: 'waiting_parts' });
    expect((await mia.call.tickets.setHold({ id, hold: null })).hold).toBeNull();
  });
});
