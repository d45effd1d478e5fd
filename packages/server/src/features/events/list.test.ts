import type { Event } from '@mechanic-shop/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp } from '../../process/housekeeping.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { invoicedTicket, pay } from '../../testing/money.ts';
import { refused } from '../../testing/refused.ts';
import { type Copy, replay } from '../../testing/replay.ts';
import { freshShop } from '../../testing/shop.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

const DAY_MS = 86_400_000;

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
let dora: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, boss, cara, dora] = [await shop.mechanic(), await shop.admin(), await shop.customer(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

/** The id of the newest event. */
async function newest(actor: Actor = boss): Promise<number> {
  let [after, more] = [0, true];
  while (more) ({ last: after, more } = await actor.call.events.list({ after, limit: 500 }));
  return after;
}

/** The events that `work` writes, as someone sees them. */
async function eventsOf(work: () => Promise<unknown>, actor: Actor = boss): Promise<Event[]> {
  const after = await newest();
  await work();
  return (await actor.call.events.list({ after, limit: 500 })).items;
}

const kindsOf = async (work: () => Promise<unknown>, actor?: Actor): Promise<string[]> =>
  (await eventsOf(work, actor)).map(({ kind }) => kind);

describe('what a change writes', () => {
  test('a part: created with all members, then what differs', async () => {
    let id = 0;
    const [created] = await eventsOf(async () => {
      ({ id } = await somePart(mia, { name: 'Oil', priceCents: 1_200, quantity: 4 }));
    });
    expect(created).toMatchObject({ kind: 'part.created', entity: 'part', entityId: id, version: 1, via: 'session' });
    expect(created).toMatchObject({ ticketId: null, customerId: null, requestId: 'test', by: { id: mia.id } });
    expect(created?.changes).toMatchObject({ name: { before: null, after: 'Oil' }, quantity: { after: 4 } });
    expect(Object.keys(created?.changes ?? {})).not.toContain('version');
    const [renamed] = await eventsOf(() => mia.call.inventory.update({ id, name: 'Motor oil', quantity: 5 }));
    expect(renamed).toMatchObject({
      kind: 'part.updated',
      version: 2,
      changes: {
        name: { before: 'Oil', after: 'Motor oil' },
        quantity: { before: 4, after: 5 },
        available: { before: 4, after: 5 },
      },
    });
    const [moved] = await eventsOf(() => mia.call.inventory.adjust({ id, delta: -2, note: 'Spilled' }));
    expect(moved).toMatchObject({ kind: 'part.stock_changed', changes: { quantity: { before: 5, after: 3 } } });
  });

  test('a line of a ticket: one event of the ticket, one of the part', async () => {
    const { id } = await someTicket(cara);
    const part = await somePart(mia);
    const events = await eventsOf(() => mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 }));
    expect(events.map(({ kind, entityId }) => [kind, entityId])).toEqual([
      ['part.stock_changed', part.id],
      ['ticket.updated', id],
    ]);
    expect(events[1]).toMatchObject({ ticketId: id, customerId: cara.id, version: 2 });
    expect(Object.keys(events[1]?.changes ?? {})).toEqual(
      expect.arrayContaining(['parts', 'totals', 'balanceCents', 'partsTotalCents']),
    );
  });

  test('parts that arrive change the tickets that wait for them', async () => {
    const { id } = await someTicket(cara);
    const part = await somePart(mia, { quantity: 1 });
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 3, backorder: true });
    const adjust = (delta: number) => kindsOf(() => mia.call.inventory.adjust({ id: part.id, delta }));
    expect(await adjust(1)).toEqual(['part.stock_changed', 'ticket.updated']);
    expect(await adjust(5)).toEqual(['part.stock_changed', 'ticket.updated', 'ticket.parts_arrived']);
  });

  test('an invoice and its payments', async () => {
    let ticketId = 0;
    const issued = await kindsOf(async () => ({ ticketId } = await invoicedTicket(mia, cara, 10_000)));
    expect(issued.slice(-2)).toEqual(['ticket.updated', 'invoice.issued']);
    expect(await kindsOf(() => pay(mia, ticketId, 4_000))).toEqual([
      'payment.recorded',
      'ticket.updated',
      'invoice.updated',
    ]);
    let paymentId = 0;
    expect(await kindsOf(async () => ({ id: paymentId } = await pay(mia, ticketId, 6_000)))).toEqual([
      'payment.recorded',
      'ticket.updated',
      'invoice.updated',
      'invoice.paid',
    ]);
    const back = () => boss.call.payments.refund({ id: paymentId, reason: 'Goodwill' });
    expect(await kindsOf(back)).toEqual(['payment.refunded', 'ticket.updated', 'invoice.updated']);
    const { invoice } = await mia.call.tickets.get({ id: ticketId });
    const voided = () => boss.call.invoices.void({ id: invoice?.id ?? 0, reason: 'Wrong' });
    expect(await kindsOf(voided)).toEqual(['ticket.updated', 'invoice.voided']);
  });

  test('an estimate by its link, without its code', async () => {
    const { id } = await someTicket(cara);
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Brakes' });
    let code = '';
    const sent = await eventsOf(async () => ({ code } = await mia.call.estimates.send({ ticketId: id })));
    expect(sent.map(({ kind }) => kind)).toEqual(['ticket.updated', 'estimate.sent']);
    expect(JSON.stringify(sent)).not.toContain(code);
    const viewed = await eventsOf(() => shop.anonymous.estimates.view({ code }));
    expect(viewed).toMatchObject([{ kind: 'estimate.viewed', via: 'link', by: null, ticketId: id }]);
    expect(await eventsOf(() => shop.anonymous.estimates.view({ code }))).toEqual([]);
    const approve = jobs.map((job) => job.id);
    const answer = () => shop.anonymous.estimates.answer({ code, approve, decline: [], by: 'Cara' });
    const answered = await eventsOf(answer);
    expect(answered.map(({ kind, via }) => [kind, via])).toEqual([
      ['ticket.updated', 'link'],
      ['estimate.answered', 'link'],
    ]);
    await mia.call.tickets.addJob({ id, name: 'Exhaust' });
    await mia.call.estimates.send({ ticketId: id });
    const again = await eventsOf(() => mia.call.estimates.send({ ticketId: id }));
    expect(again.map(({ kind }) => kind)).toEqual(['estimate.updated', 'ticket.updated', 'estimate.sent']);
  });

  test('rejected, rolled back and replayed calls write none', async () => {
    const { id } = await someTicket(cara);
    const part = await somePart(mia, { quantity: 1 });
    const tooMany = () => mia.call.tickets.addPart({ id, partId: part.id, quantity: 2 });
    expect(await kindsOf(() => refused(tooMany(), 'INSUFFICIENT_STOCK'))).toEqual([]);
    const keyed = await shop.withToken(mia.session.token, 'an-events-key');
    await keyed.tickets.addJob({ id, name: 'Noise' });
    expect(await kindsOf(() => keyed.tickets.addJob({ id, name: 'Noise' }))).toEqual([]);
    const title = { id, description: 'The same' };
    await mia.call.tickets.update(title);
    expect(await kindsOf(() => mia.call.tickets.update(title))).toEqual([]);
  });
});

describe('who sees what', () => {
  test('customers see events about their own rows, without changes and without staff', async () => {
    const seen = await eventsOf(async () => {
      const { id } = await someTicket(cara);
      await someTicket(dora);
      await mia.call.tickets.addJob({ id, name: 'Noise' });
    }, cara);
    expect(seen.map(({ kind, by }) => [kind, by?.id ?? null])).toEqual([
      ['ticket.created', cara.id],
      ['ticket.updated', null],
    ]);
    expect(seen.every(({ changes }) => changes === null)).toBe(true);
  });

  test('a note that customers never see is an event for staff alone', async () => {
    const { id } = await someTicket(cara);
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Noise' });
    const after = await newest();
    await mia.call.tickets.updateJob({ id, jobId: jobs[0]?.id ?? 0, note: 'Owner is difficult' });
    expect((await cara.call.events.list({ after })).items).toEqual([]);
    expect((await mia.call.events.list({ after })).items).toHaveLength(1);
  });

  test("a customer's own cancellation says what staff see", async () => {
    const { id } = await someTicket(cara);
    await mia.call.tickets.addJob({ id, name: 'Noise', note: 'Difficult' });
    await mia.call.tickets.setHold({ id, hold: { reason: 'other', note: 'Call back' } });
    const [event] = await eventsOf(() => cara.call.tickets.setStatus({ id, status: 'cancelled' }));
    expect(event).toMatchObject({ kind: 'ticket.status_changed', by: { id: cara.id } });
    expect(event?.changes).toMatchObject({ hold: { before: { note: 'Call back' }, after: null } });
    expect(event?.changes).not.toHaveProperty('jobs');
  });

  test('the present owner sees all events of a ticket, the former one none', async () => {
    const { id } = await someTicket(cara);
    await mia.call.tickets.setCustomer({ id, customerId: dora.id });
    const kinds = async ({ call }: Actor) => (await call.events.list({ ticketId: id })).items.map(({ kind }) => kind);
    expect(await kinds(dora)).toEqual(['ticket.created', 'ticket.updated']);
    await refused(kinds(cara), 'NOT_FOUND');
    const isOf = (event: Event) => event.entity === 'ticket' && event.entityId === id;
    expect((await cara.call.events.list({ limit: 500 })).items.filter(isOf)).toEqual([]);
    await boss.call.tickets.delete({ id });
    expect((await dora.call.events.list({ limit: 500 })).items.filter(isOf)).toHaveLength(3);
    expect((await cara.call.events.list({ limit: 500 })).items.filter(isOf)).toEqual([]);
  });
});

describe('reading on', () => {
  test('pages continue without a gap and end at the newest event', async () => {
    const all: number[] = [];
    let [after, more] = [0, true];
    while (more) {
      const page = await boss.call.events.list({ after, limit: 7 });
      all.push(...page.items.map(({ id }) => id));
      ({ last: after, more } = page);
    }
    expect(all).toEqual((await boss.call.events.list({ limit: 500 })).items.map(({ id }) => id));
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(await boss.call.events.list({ after })).toEqual({ items: [], last: after, more: false });
    expect(await boss.call.events.list({ after: after + 5 })).toEqual({ items: [], last: after + 5, more: false });
  });

  test('filters leave out kinds, and say how far they have looked', async () => {
    const last = await newest();
    expect(await boss.call.events.list({ kinds: ['no.such'] })).toEqual({ items: [], last, more: false });
    expect(await boss.call.events.list({ kinds: [] })).toEqual({ items: [], last, more: false });
    const { items } = await boss.call.events.list({ kinds: ['part.*', 'invoice.paid'], limit: 500 });
    expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set(['part', 'invoice']));
    expect(new Set(items.filter(({ entity }) => entity === 'invoice').map(({ kind }) => kind))).toEqual(
      new Set(['invoice.paid']),
    );
  });

  test('a copy that follows the events has the tickets that the shop has', async () => {
    const copy: Copy = new Map();
    let [after, more] = [0, true];
    while (more) {
      const page = await boss.call.events.list({ after, limit: 50 });
      replay(copy, page.items);
      ({ last: after, more } = page);
    }
    const { items } = await boss.call.tickets.list({ limit: 100 });
    for (const { version: _v, updatedAt: _u, allowedStatuses: _a, blockers: _b, ...ticket } of items) {
      expect(copy.get(`ticket ${ticket.id}`)).toEqual(ticket);
    }
  });

  test('what is too old is deleted, and a reader who has missed it learns so', async () => {
    const old = await freshShop({ eventDays: 30 });
    const admin = await old.admin();
    await somePart(admin);
    const before = await old.login(admin.email);
    const { last } = await before.call.events.list({ limit: 500 });
    old.advance(31 * DAY_MS);
    const later = await old.login(admin.email);
    const part = await somePart(later);
    await cleanUp(old.shop);
    expect(await refused(later.call.events.list({ after: last - 1 }), 'EVENTS_GONE')).toEqual({ oldest: last + 1 });
    const kept = (await later.call.events.list({ after: last })).items;
    expect(kept).toContainEqual(expect.objectContaining({ kind: 'part.created', entityId: part.id }));
    old.advance(31 * DAY_MS);
    await cleanUp(old.shop);
    const latest = await old.login(admin.email);
    await refused(latest.call.events.list({ after: last }), 'EVENTS_GONE');
  });
});

test('the log lists by row, person, kind and day, newest first', async () => {
  const part = await somePart(mia);
  await boss.call.inventory.adjust({ id: part.id, delta: 1 });
  const list = async (filters: object) =>
    (await boss.call.audit.list(filters)).items.map(({ kind, by }) => [kind, by?.id]);
  const ofPart = { entity: 'part', entityId: part.id };
  expect(await list(ofPart)).toEqual([
    ['part.stock_changed', boss.id],
    ['part.created', mia.id],
  ]);
  expect(await list({ ...ofPart, accountId: mia.id })).toEqual([['part.created', mia.id]]);
  expect(await list({ ...ofPart, kind: 'part.created' })).toHaveLength(1);
  expect(await list({ ...ofPart, from: '2026-11-20', to: '2026-11-20' })).toHaveLength(2);
  expect(await list({ ...ofPart, from: '2026-11-21' })).toEqual([]);
  expect(await list({ ...ofPart, to: '2026-11-19' })).toEqual([]);
  await refused(mia.call.audit.list(), 'ROLE_REQUIRED');
});
