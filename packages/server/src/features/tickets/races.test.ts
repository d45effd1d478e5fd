import type { TicketStatus } from '@mechanic-shop/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
beforeEach(async () => {
  shop = await createTestShop();
  [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
});
afterEach(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
/** The results of concurrent calls; the refused ones as promises for `refused`. */
async function settled<T>(calls: Promise<T>[]) {
  const results = await Promise.allSettled(calls);
  const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return { answers, refusals: calls.filter((_, i) => results[i]?.status === 'rejected') };
}
async function stockOf(id: number) {
  const { quantity, reserved } = await shop.anonymous.inventory.get({ id });
  return { quantity, reserved };
}

describe('64 concurrent callers', () => {
  test('reserve exactly the 10 available parts, each for another ticket', async () => {
    const { id: partId } = await somePart(mia, { quantity: 10 });
    const tickets = await Promise.all(times(64, () => someTicket(cara)));
    const { answers, refusals } = await settled(
      tickets.map(({ id }, i) => (i % 2 ? mia : boss).call.tickets.addPart({ id, partId })),
    );
    expect(answers).toHaveLength(10);
    for (const refusal of refusals) {
      await refused(refusal, 'INSUFFICIENT_STOCK', { partId, requested: 1, available: 0 });
    }
    expect(await stockOf(partId)).toEqual({ quantity: 10, reserved: 10 });
    const { items } = await mia.call.inventory.movements({ partId, limit: 100 });
    expect(items.map(({ reservedAfter }) => reservedAfter)).toEqual([...times(10, (i) => 10 - i), 0]);
    const stored = await mia.call.tickets.list({ limit: 100 });
    expect(stored.items.filter(({ parts }) => parts.length === 1)).toHaveLength(10);
  });

  test('reserve exactly 10 for one ticket, whose version counts them', async () => {
    const { id: partId } = await somePart(mia, { quantity: 10 });
    const { id } = await someTicket(cara);
    const { answers, refusals } = await settled(times(64, () => mia.call.tickets.addPart({ id, partId })));
    expect(answers.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(times(10, (i) => i + 2));
    for (const refusal of refusals) await refused(refusal, 'INSUFFICIENT_STOCK');
    expect(await mia.call.tickets.get({ id })).toMatchObject({ version: 11, parts: [{ quantity: 10 }] });
    expect(await stockOf(partId)).toEqual({ quantity: 10, reserved: 10 });
  });

  test('take exactly 10 from the stock', async () => {
    const { id } = await somePart(mia, { quantity: 10 });
    const { answers, refusals } = await settled(times(64, () => mia.call.inventory.adjust({ id, delta: -1 })));
    expect(answers).toHaveLength(10);
    for (const refusal of refusals) await refused(refusal, 'INSUFFICIENT_STOCK');
    expect(await shop.anonymous.inventory.get({ id })).toMatchObject({ quantity: 0, version: 11 });
  });

  test('give a sku to one part', async () => {
    const { answers, refusals } = await settled(times(64, () => somePart(mia, { sku: 'ONLY-ONE' })));
    expect(answers).toHaveLength(1);
    for (const refusal of refusals) await refused(refusal, 'SKU_TAKEN');
    expect((await shop.anonymous.inventory.list()).items).toEqual(answers);
  });

  test('update a version once', async () => {
    const { id } = await someTicket(cara);
    const { answers, refusals } = await settled(
      times(64, (i) => mia.call.tickets.update({ id, version: 1, description: `Try ${i}` })),
    );
    expect(answers).toHaveLength(1);
    expect(await mia.call.tickets.get({ id })).toEqual(answers[0]);
    for (const refusal of refusals) {
      const { current } = await refused(refusal, 'VERSION_MISMATCH');
      expect(current).toEqual(answers[0]);
    }
  });
});

describe('completing and cancelling concurrently', () => {
  test('has one winner and consistent stock', async () => {
    for (let round = 0; round < 8; round++) {
      const { id: partId } = await somePart(mia, { quantity: 10 });
      const { id } = await someTicket(cara);
      await mia.call.tickets.addPart({ id, partId, quantity: 4 });
      await mia.call.tickets.setStatus({ id, status: 'in_progress' });
      const moves = times(6, (i): TicketStatus => ((i + round) % 2 === 0 ? 'completed' : 'cancelled'));
      const { answers, refusals } = await settled(moves.map((status) => mia.call.tickets.setStatus({ id, status })));
      expect(answers).toHaveLength(1);
      const status = answers[0]?.status;
      for (const [i, refusal] of refusals.entries()) {
        const { from, to } = await refused(refusal, 'ILLEGAL_TRANSITION');
        expect([i, from, moves.some((move) => move === to)]).toEqual([i, status, true]);
      }
      const left = status === 'completed' ? 6 : 10;
      expect(await stockOf(partId)).toEqual({ quantity: left, reserved: 0 });
      expect((await mia.call.tickets.history({ id })).items).toHaveLength(3);
    }
  });

  test('with addPart: a closed ticket accepts and reserves no part', async () => {
    const { id: partId } = await somePart(mia, { quantity: 100 });
    const { id } = await someTicket(cara);
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    const calls = times(24, (i) =>
      i === 12
        ? mia.call.tickets.setStatus({ id, status: 'completed' })
        : mia.call.tickets.addPart({ id, partId, quantity: 1 }),
    );
    const { answers, refusals } = await settled(calls);
    for (const refusal of refusals) await refused(refusal, 'TICKET_CLOSED', { status: 'completed' });
    const used = answers.length - 1;
    expect(await mia.call.tickets.get({ id })).toMatchObject({
      status: 'completed',
      parts: used === 0 ? [] : [{ quantity: used }],
    });
    expect(await stockOf(partId)).toEqual({ quantity: 100 - used, reserved: 0 });
  });
});

describe('concurrent calls', () => {
  test('that add to and remove from one line have the sum of their results', async () => {
    const { id: partId } = await somePart(mia, { quantity: 40 });
    const { id } = await someTicket(cara);
    // As many as are removed at most, so that the line always exists.
    await mia.call.tickets.addPart({ id, partId, quantity: 20 });
    const steps = times(40, (i) => (i % 2 === 0 ? 1 : -1));
    const calls = steps.map((step) =>
      step > 0
        ? mia.call.tickets.addPart({ id, partId, quantity: 2 })
        : boss.call.tickets.removePart({ id, partId, quantity: 1 }),
    );
    const results = await Promise.allSettled(calls);
    const done = steps.filter((_, i) => results[i]?.status === 'fulfilled');
    const quantity = done.reduce((total, step) => total + (step > 0 ? 2 : -1), 20);
    expect(await stockOf(partId)).toEqual({ quantity: 40, reserved: quantity });
    const { parts, version } = await mia.call.tickets.get({ id });
    expect(parts.map((line) => line.quantity)).toEqual([quantity]);
    expect(version).toBe(2 + done.length);
    for (const [i, call] of calls.entries()) {
      if (results[i]?.status === 'rejected') await refused(call, 'INSUFFICIENT_STOCK');
    }
  });

  test('that edit mechanics keep each assignment once, and the counts', async () => {
    const crew = [mia, boss, await shop.mechanic(), await shop.mechanic()];
    const tickets = [await someTicket(cara), await someTicket(cara)];
    const calls = times(48, (i) => {
      const [first, second] = [crew[i % 4] ?? mia, crew[(i + 1) % 4] ?? mia];
      const id = tickets[i % 2]?.id ?? 0;
      return i % 3 === 0
        ? mia.call.tickets.editMechanics({ id, removeIds: [first.id] })
        : mia.call.tickets.editMechanics({ id, addIds: [first.id], removeIds: [second.id] });
    });
    await Promise.all(calls);
    await expectConsistent(shop.shop.database);
    const addIds = crew.map(({ id }) => id);
    const all = tickets.flatMap(({ id }) => times(8, () => mia.call.tickets.editMechanics({ id, addIds })));
    await Promise.all(all);
    const { items } = await shop.anonymous.mechanics.ranking();
    expect(items.map(({ ticketCount }) => ticketCount)).toEqual([2, 2, 2, 2]);
  });

  test('on two tickets with the same parts in opposite orders never deadlock', async () => {
    const parts = await Promise.all(times(5, () => somePart(mia, { quantity: 100 })));
    const tickets = await Promise.all(times(6, () => someTicket(cara)));
    for (const [i, { id }] of tickets.entries()) {
      const order = i % 2 === 0 ? parts : parts.toReversed();
      for (const part of order) await mia.call.tickets.addPart({ id, partId: part.id, quantity: i + 1 });
    }
    const { answers } = await settled(
      tickets.map(({ id }, i) => mia.call.tickets.setStatus({ id, status: i % 2 === 0 ? 'in_progress' : 'cancelled' })),
    );
    expect(answers).toHaveLength(6);
    for (const { id } of parts) expect(await stockOf(id)).toEqual({ quantity: 100, reserved: 1 + 3 + 5 });
  });
});

describe('one idempotency key', () => {
  test('used 20 times concurrently adds the part once', async () => {
    const { id: partId } = await somePart(mia);
    const { id } = await someTicket(cara);
    const callers = await Promise.all(times(20, () => shop.withToken(mia.session.token, 'add-once')));
    const { answers, refusals } = await settled(
      callers.map((call) => call.tickets.addPart({ id, partId, quantity: 2 })),
    );
    for (const refusal of refusals) await refused(refusal, 'IDEMPOTENCY_IN_PROGRESS');
    const [answer] = answers;
    expect(answer).toMatchObject({ version: 2, parts: [{ quantity: 2 }] });
    expect(answers).toEqual(answers.map(() => answer));
    expect(await mia.call.tickets.get({ id })).toEqual(answer);
    expect(await stockOf(partId)).toEqual({ quantity: 10, reserved: 2 });
    const later = await shop.withToken(mia.session.token, 'add-once');
    expect(await later.tickets.addPart({ id, partId, quantity: 2 })).toEqual(answer);
    await refused(later.tickets.addPart({ id, partId, quantity: 3 }), 'IDEMPOTENCY_MISMATCH');
    await refused(later.tickets.removePart({ id, partId, quantity: 2 }), 'IDEMPOTENCY_MISMATCH');
    expect(await stockOf(partId)).toEqual({ quantity: 10, reserved: 2 });
  });

  test('used 20 times concurrently creates one part', async () => {
    const callers = await Promise.all(times(20, () => shop.withToken(mia.session.token, 'create-once')));
    const { answers, refusals } = await settled(
      callers.map((call) => call.inventory.create({ name: 'Bolt', priceCents: 1, quantity: 1 })),
    );
    for (const refusal of refusals) await refused(refusal, 'IDEMPOTENCY_IN_PROGRESS');
    expect(answers.length).toBeGreaterThan(0);
    const { items } = await shop.anonymous.inventory.list();
    expect(items).toHaveLength(1);
    expect(answers).toEqual(answers.map(() => items[0]));
  });

  test('of a rejected call stores nothing', async () => {
    const { id: partId } = await somePart(mia, { quantity: 1 });
    const { id } = await someTicket(cara);
    const call = await shop.withToken(mia.session.token, 'again');
    await refused(call.tickets.addPart({ id, partId, quantity: 2 }), 'INSUFFICIENT_STOCK');
    await mia.call.inventory.adjust({ id: partId, delta: 1 });
    expect(await call.tickets.addPart({ id, partId, quantity: 2 })).toMatchObject({ parts: [{ quantity: 2 }] });
  });
});
