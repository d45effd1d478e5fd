import type { Role, Ticket, TicketStatus } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let actors: Record<Role, Actor>;
let carl: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  actors = { customer: await shop.customer(), mechanic: await shop.mechanic(), admin: await shop.admin() };
  carl = await shop.customer();
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const statuses: TicketStatus[] = ['open', 'in_progress', 'completed', 'cancelled'];
const roles: Role[] = ['customer', 'mechanic', 'admin'];

/** The contract's table: who may make each transition. The customer is the owner. */
const table: Partial<Record<`${TicketStatus} → ${TicketStatus}`, Role[]>> = {
  'open → in_progress': ['mechanic', 'admin'],
  'in_progress → open': ['mechanic', 'admin'],
  'in_progress → completed': ['mechanic', 'admin'],
  'open → cancelled': ['customer', 'mechanic', 'admin'],
  'in_progress → cancelled': ['mechanic', 'admin'],
  'completed → in_progress': ['admin'],
  'cancelled → open': ['mechanic', 'admin'],
};
const isLive = (status: TicketStatus) => status === 'open' || status === 'in_progress';
const mayMove = (from: TicketStatus, to: TicketStatus, role: Role) => table[`${from} → ${to}`]?.includes(role) ?? false;
const allowed = (from: TicketStatus, role: Role) => statuses.filter((to) => mayMove(from, to, role)).toSorted();
const sorted = (list: TicketStatus[] | undefined) => list?.toSorted();

const ways: Record<TicketStatus, TicketStatus[]> = {
  open: [],
  in_progress: ['in_progress'],
  completed: ['in_progress', 'completed'],
  cancelled: ['cancelled'],
};

/** A ticket in a status, with 3 of a part of which 10 exist. */
async function ticketThatIs(status: TicketStatus) {
  const { mechanic, customer } = actors;
  const part = await somePart(mechanic);
  const { id } = await someTicket(customer);
  await mechanic.call.tickets.addPart({ id, partId: part.id, quantity: 3 });
  for (const next of ways[status]) await mechanic.call.tickets.setStatus({ id, status: next });
  return { id, partId: part.id };
}
async function stockOf(id: number) {
  const { quantity, reserved } = await shop.anonymous.inventory.get({ id });
  return { quantity, reserved };
}
const stockWhile: Record<TicketStatus, { quantity: number; reserved: number }> = {
  open: { quantity: 10, reserved: 3 },
  in_progress: { quantity: 10, reserved: 3 },
  completed: { quantity: 7, reserved: 0 },
  cancelled: { quantity: 10, reserved: 0 },
};

/** The visible state of a ticket and its part. */
async function everything({ id, partId }: { id: number; partId: number }) {
  return {
    ticket: await actors.admin.call.tickets.get({ id }),
    history: await actors.admin.call.tickets.history({ id }),
    part: await shop.anonymous.inventory.get({ id: partId }),
    movements: await actors.admin.call.inventory.movements({ partId }),
  };
}

describe.each(statuses)('from %s', (from) => {
  describe.each(statuses)(`to %s`, (to) => {
    test.each(roles)('by %s', async (role) => {
      const target = await ticketThatIs(from);
      const { id, partId } = target;
      const before = await everything(target);
      const { call } = actors[role];
      const seen = await call.tickets.get({ id });
      expect(sorted(seen.allowedStatuses)).toEqual(allowed(from, role));
      shop.advance(1000);
      const moving = call.tickets.setStatus({ id, status: to, note: 'because' });
      const wanted = table[`${from} → ${to}`];

      if (wanted === undefined) {
        const details = await refused(moving, 'ILLEGAL_TRANSITION');
        expect({ ...details, allowed: details.allowed.toSorted() }).toEqual({ from, to, allowed: allowed(from, role) });
        expect(await everything(target)).toEqual(before);
        return;
      }
      if (!wanted.includes(role)) {
        await refused(moving, 'ROLE_REQUIRED', { role: wanted.includes('mechanic') ? 'mechanic' : 'admin' });
        expect(await everything(target)).toEqual(before);
        return;
      }
      const now = shop.shop.now().toISOString();
      const after = await moving;
      expect({ ...after, allowedStatuses: sorted(after.allowedStatuses) }).toEqual({
        ...seen,
        status: to,
        allowedStatuses: allowed(to, role),
        version: seen.version + 1,
        updatedAt: now,
        balanceCents: to === 'cancelled' ? 0 : seen.totals.totalCents,
        parts: seen.parts.map((line) => ({ ...line, reserved: isLive(to) ? line.quantity : 0, missing: 0 })),
        completedAt: to === 'completed' ? now : null,
      } satisfies Ticket);
      expect(await call.tickets.get({ id })).toEqual(after);
      expect(await stockOf(partId)).toEqual(stockWhile[to]);
      const [change, ...earlier] = (await actors.admin.call.tickets.history({ id })).items;
      const { firstName, lastName } = actors[role].session.account;
      const by = { id: actors[role].id, firstName, lastName };
      expect(change).toEqual({ id: change?.id, from, to, by, note: 'because', at: now });
      expect(earlier).toEqual(before.history.items);
    });
  });
});

describe('setStatus', () => {
  test('of a foreign or unknown ticket is NOT_FOUND, whatever the status', async () => {
    const { id } = await ticketThatIs('open');
    const details = { resource: 'ticket' } as const;
    for (const status of statuses) {
      await refused(carl.call.tickets.setStatus({ id, status }), 'NOT_FOUND', details);
      await refused(carl.call.tickets.setStatus({ id, status, version: 1 }), 'NOT_FOUND', details);
      await refused(actors.admin.call.tickets.setStatus({ id: NO_SUCH_ID, status }), 'NOT_FOUND', details);
    }
    await refused(shop.anonymous.tickets.setStatus({ id, status: 'cancelled' }), 'NOT_SIGNED_IN');
  });

  test('rejects invalid input', async () => {
    const { id } = await ticketThatIs('open');
    const { call } = actors.mechanic;
    const set = (input: object) => call.tickets.setStatus({ id, status: 'cancelled', ...input } as never);
    await refusedAt(set({ status: 'done' }), 'status');
    await refusedAt(set({ status: null }), 'status');
    await refusedAt(set({ status: undefined }), 'status');
    for (const note of ['', ' ', 'n'.repeat(1001), 'nul\0', null, 7]) await refusedAt(set({ note }), 'note');
    await refusedAt(set({ version: 0 }), 'version');
    await refusedAt(set({ reason: 'x' }), 'reason');
    expect(await call.tickets.get({ id })).toMatchObject({ status: 'open', version: 2 });
    expect(await set({ note: 'n'.repeat(1000) })).toMatchObject({ status: 'cancelled' });
  });

  test('checks the version after the role and before the transition', async () => {
    const { id } = await ticketThatIs('open');
    const { mechanic, customer } = actors;
    const current = await mechanic.call.tickets.get({ id });
    const stale = { id, version: current.version - 1 };
    await refused(mechanic.call.tickets.setStatus({ ...stale, status: 'in_progress' }), 'VERSION_MISMATCH', {
      current,
    });
    await refused(mechanic.call.tickets.setStatus({ ...stale, status: 'completed' }), 'VERSION_MISMATCH');
    await refused(customer.call.tickets.setStatus({ ...stale, status: 'in_progress' }), 'ROLE_REQUIRED');
    const owners = await customer.call.tickets.get({ id });
    await refused(customer.call.tickets.setStatus({ ...stale, status: 'cancelled' }), 'VERSION_MISMATCH', {
      current: owners,
    });
    const moved = await mechanic.call.tickets.setStatus({ id, version: current.version, status: 'in_progress' });
    expect(moved).toMatchObject({ status: 'in_progress', version: current.version + 1 });
  });

  test('works without parts, and with the same part on other tickets', async () => {
    const { mechanic, customer } = actors;
    const bare = await someTicket(customer);
    await mechanic.call.tickets.setStatus({ id: bare.id, status: 'in_progress' });
    await mechanic.call.tickets.setStatus({ id: bare.id, status: 'completed' });
    const { id, partId } = await ticketThatIs('in_progress');
    const other = await someTicket(customer);
    await mechanic.call.tickets.addPart({ id: other.id, partId, quantity: 7 });
    await mechanic.call.tickets.setStatus({ id, status: 'completed' });
    expect(await stockOf(partId)).toEqual({ quantity: 7, reserved: 7 });
    await mechanic.call.tickets.setStatus({ id: other.id, status: 'cancelled' });
    expect(await stockOf(partId)).toEqual({ quantity: 7, reserved: 0 });
  });
});

describe('reopening', () => {
  test('requires a note', async () => {
    const target = await ticketThatIs('completed');
    const before = await everything(target);
    const { admin, mechanic } = actors;
    await refusedAt(admin.call.tickets.setStatus({ id: target.id, status: 'in_progress' }), 'note');
    await refusedAt(admin.call.tickets.setStatus({ id: target.id, status: 'in_progress', note: ' ' }), 'note');
    await refused(mechanic.call.tickets.setStatus({ id: target.id, status: 'in_progress' }), 'ROLE_REQUIRED', {
      role: 'admin',
    });
    expect(await everything(target)).toEqual(before);
  });

  test('takes the parts back, however empty the stock is, and keeps their prices', async () => {
    const { admin, mechanic } = actors;
    const { id, partId } = await ticketThatIs('completed');
    await mechanic.call.inventory.update({ id: partId, quantity: 0, priceCents: 1, name: 'Other' });
    const { parts, partsTotalCents } = await admin.call.tickets.get({ id });
    const reopened = await admin.call.tickets.setStatus({ id, status: 'in_progress', note: 'squeals again' });
    const held = parts.map((line) => ({ ...line, reserved: 3 }));
    expect(reopened).toMatchObject({ parts: held, partsTotalCents, completedAt: null });
    expect(await stockOf(partId)).toEqual({ quantity: 3, reserved: 3 });
    const more = mechanic.call.tickets.addPart({ id, partId });
    await refused(more, 'INSUFFICIENT_STOCK', { partId, requested: 1, available: 0 });
    shop.advance(1000);
    const again = await mechanic.call.tickets.setStatus({ id, status: 'completed' });
    expect(again.completedAt).toBe(shop.shop.now().toISOString());
    expect(await stockOf(partId)).toEqual({ quantity: 0, reserved: 0 });
  });
});

describe('reopening a cancelled ticket', () => {
  test('requires a note, also from customers, who may not do it', async () => {
    const target = await ticketThatIs('cancelled');
    const before = await everything(target);
    const { admin, mechanic, customer } = actors;
    for (const { call } of [admin, mechanic]) {
      await refusedAt(call.tickets.setStatus({ id: target.id, status: 'open' }), 'note');
      await refusedAt(call.tickets.setStatus({ id: target.id, status: 'open', note: '\u200b' }), 'note');
    }
    const asked = customer.call.tickets.setStatus({ id: target.id, status: 'open', note: 'please' });
    await refused(asked, 'ROLE_REQUIRED', { role: 'mechanic' });
    expect(await everything(target)).toEqual(before);
  });

  test('reserves its parts again and keeps their prices', async () => {
    const { mechanic } = actors;
    const { id, partId } = await ticketThatIs('cancelled');
    await mechanic.call.inventory.update({ id: partId, priceCents: 1, name: 'Other' });
    const { parts, partsTotalCents } = await mechanic.call.tickets.get({ id });
    const opened = await mechanic.call.tickets.setStatus({ id, status: 'open', note: 'came back' });
    const held = parts.map((line) => ({ ...line, reserved: 3 }));
    expect(opened).toMatchObject({ parts: held, partsTotalCents, status: 'open', completedAt: null });
    const [movement] = (await mechanic.call.inventory.movements({ partId })).items;
    expect(movement).toMatchObject({ kind: 'reserve', delta: 3, quantityAfter: 10, reservedAfter: 3, ticketId: id });
    await mechanic.call.tickets.setStatus({ id, status: 'in_progress' });
    await mechanic.call.tickets.setStatus({ id, status: 'completed' });
    expect(await stockOf(partId)).toEqual({ quantity: 7, reserved: 0 });
  });

  test('reserves what there is, and waits for the rest', async () => {
    const { mechanic, customer } = actors;
    const plenty = await somePart(mechanic);
    const { id, partId } = await ticketThatIs('open');
    await mechanic.call.tickets.addPart({ id, partId: plenty.id, quantity: 2 });
    await mechanic.call.tickets.setStatus({ id, status: 'cancelled' });
    const other = await someTicket(customer);
    await mechanic.call.tickets.addPart({ id: other.id, partId, quantity: 8 });
    const opened = await mechanic.call.tickets.setStatus({ id, status: 'open', note: 'came back' });
    expect(opened.parts).toMatchObject([
      { partId, reserved: 2, missing: 1 },
      { partId: plenty.id, reserved: 2, missing: 0 },
    ]);
    await mechanic.call.tickets.setStatus({ id, status: 'in_progress' });
    const completing = mechanic.call.tickets.setStatus({ id, status: 'completed' });
    await refused(completing, 'PARTS_MISSING', { lines: [{ lineId: opened.parts[0]?.id ?? 0, partId, missing: 1 }] });
    await mechanic.call.inventory.adjust({ id: partId, delta: 1 });
    expect(await mechanic.call.tickets.setStatus({ id, status: 'completed' })).toMatchObject({ status: 'completed' });
    expect(await stockOf(plenty.id)).toEqual({ quantity: 8, reserved: 0 });
  });

  test('takes effect once for concurrent calls', async () => {
    const { mechanic } = actors;
    const { id, partId } = await ticketThatIs('cancelled');
    const asked = await Promise.allSettled(
      Array.from({ length: 4 }, () => mechanic.call.tickets.setStatus({ id, status: 'open', note: 'came back' })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of asked) {
      if (answer.status === 'rejected') await refused(Promise.reject(answer.reason), 'ILLEGAL_TRANSITION');
    }
    expect(await stockOf(partId)).toEqual({ quantity: 10, reserved: 3 });
  });
});
