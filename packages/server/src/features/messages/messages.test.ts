import { beforeEach, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { type Actor, someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia, max] = [await shop.admin(), await shop.mechanic(), await shop.mechanic()];
let [cara, eve] = [await shop.customer(), await shop.customer()];
let ticketId = 0;
beforeEach(async () => {
  [cara, eve] = [await shop.customer(), await shop.customer()];
  ticketId = (await someTicket(cara)).id;
});

const post = (who: Actor, text: string, internal = false) => who.call.messages.post({ ticketId, text, internal });
const textsFor = async (who: Actor): Promise<string[]> =>
  (await who.call.messages.list({ ticketId })).items.map(({ text }) => text);
async function unreadOf(who: Actor): Promise<number> {
  return (await who.call.messages.unread()).items.find((item) => item.ticketId === ticketId)?.count ?? 0;
}

describe('messages', () => {
  test('go both ways, newest first, with their authors', async () => {
    const { firstName, lastName } = cara.session.account;
    const asked = await post(cara, 'When is it ready?\nI need it on Friday.');
    expect(asked).toEqual({
      id: asked.id,
      ticketId,
      author: { id: cara.id, firstName, lastName, role: 'customer' },
      text: 'When is it ready?\nI need it on Friday.',
      internal: false,
      at: shop.shop.now().toISOString(),
    });
    const answered = await post(mia, 'On Thursday.');
    expect(answered.author).toMatchObject({ id: mia.id, role: 'mechanic' });
    expect((await post(boss, 'Promised.')).author).toMatchObject({ id: boss.id, role: 'admin' });
    for (const who of [cara, mia]) expect(await textsFor(who)).toEqual(['Promised.', 'On Thursday.', asked.text]);
    expect((await cara.call.messages.list({ ticketId })).items[1]).toEqual(answered);
  });

  test('are posted on closed tickets too', async () => {
    await boss.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    await post(cara, 'Pity');
    expect(await textsFor(mia)).toEqual(['Pity']);
  });

  test('are of the ticket’s customer and staff only', async () => {
    await post(mia, 'Ready');
    const ticket = { resource: 'ticket' } as const;
    await refused(eve.call.messages.list({ ticketId }), 'NOT_FOUND', ticket);
    await refused(post(eve, 'Hello'), 'NOT_FOUND', ticket);
    await refused(post(eve, 'Hello', true), 'NOT_FOUND', ticket);
    await refused(shop.anonymous.messages.list({ ticketId }), 'NOT_SIGNED_IN');
    expect(await textsFor(mia)).toEqual(['Ready']);
  });

  test('have 1 to 4,000 characters', async () => {
    await refusedAt(post(cara, ' '), 'text');
    await refusedAt(post(cara, 'x'.repeat(4001)), 'text');
    expect((await post(cara, 'x'.repeat(4000))).text).toHaveLength(4000);
  });

  test('change neither the ticket nor its version', async () => {
    const before = await mia.call.tickets.get({ id: ticketId });
    await post(cara, 'Hello');
    expect(await mia.call.tickets.get({ id: ticketId })).toEqual(before);
  });
});

describe('internal messages', () => {
  test('are for staff', async () => {
    await refused(post(cara, 'Secret', true), 'ROLE_REQUIRED', { role: 'mechanic' });
    await post(mia, 'Ready');
    await post(mia, 'Check the clutch', true);
    expect(await textsFor(max)).toEqual(['Check the clutch', 'Ready']);
    expect(await textsFor(cara)).toEqual(['Ready']);
  });

  test('leave no trace in the pages of customers', async () => {
    for (const text of ['one', 'two', 'three']) {
      await post(mia, text);
      await post(mia, `not ${text}`, true);
    }
    const first = await cara.call.messages.list({ ticketId, limit: 2 });
    expect(first.items.map(({ text }) => text)).toEqual(['three', 'two']);
    const rest = await cara.call.messages.list({ ticketId, limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ text: 'one' }], nextCursor: null });
  });

  test('have events for staff, of which customers get none', async () => {
    const { last } = await boss.call.events.list({ limit: 500 });
    await post(mia, 'Check the clutch', true);
    await post(mia, 'Ready');
    await post(cara, 'Thanks');
    const eventsFor = async (who: Actor) => (await who.call.events.list({ after: last, ticketId })).items;
    expect((await eventsFor(max)).map(({ kind, changes }) => [kind, changes?.['text']?.after])).toEqual([
      ['message.posted', 'Check the clutch'],
      ['message.posted', 'Ready'],
      ['message.posted', 'Thanks'],
    ]);
    expect((await eventsFor(cara)).map(({ by, changes }) => [by?.id ?? null, changes])).toEqual([
      [null, null],
      [cara.id, null],
    ]);
    expect(await eventsFor(boss)).toHaveLength(3);
  });
});

describe('unread messages', () => {
  test('are those of the other side after the own mark; internal ones of others count for staff', async () => {
    await post(cara, 'When?');
    await post(mia, 'Thursday');
    const secret = await post(mia, 'Check the clutch', true);
    expect([await unreadOf(cara), await unreadOf(mia), await unreadOf(max)]).toEqual([1, 1, 2]);
    expect(await max.call.messages.markRead({ ticketId, upTo: secret.id })).toEqual({ ticketId, unread: 0 });
    expect([await unreadOf(cara), await unreadOf(mia), await unreadOf(max)]).toEqual([1, 1, 0]);
    await post(cara, 'Thanks');
    expect([await unreadOf(mia), await unreadOf(max)]).toEqual([2, 1]);
    expect(await unreadOf(eve)).toBe(0);
  });

  test('are listed by ticket, newest message first, with its time', async () => {
    const first = await post(mia, 'One');
    shop.advance(1_000);
    const other = await someTicket(cara);
    const second = await mia.call.messages.post({ ticketId: other.id, text: 'Two' });
    const items = [
      { ticketId: other.id, count: 1, latestAt: second.at },
      { ticketId, count: 1, latestAt: first.at },
    ];
    expect(await cara.call.messages.unread()).toEqual({ items });
    shop.advance(1_000);
    const third = await post(mia, 'Three');
    expect((await cara.call.messages.unread()).items[0]).toEqual({ ticketId, count: 2, latestAt: third.at });
  });

  test('stop at the mark, which never moves back', async () => {
    const [one, two, three] = [await post(mia, 'One'), await post(mia, 'Two'), await post(mia, 'Three')];
    const { markRead } = cara.call.messages;
    expect(await markRead({ ticketId, upTo: one.id })).toEqual({ ticketId, unread: 2 });
    expect(await markRead({ ticketId, upTo: three.id })).toEqual({ ticketId, unread: 0 });
    expect(await markRead({ ticketId, upTo: two.id })).toEqual({ ticketId, unread: 0 });
    expect(await unreadOf(cara)).toBe(0);
    await Promise.all([one, two, three].map(({ id }) => mia.call.messages.markRead({ ticketId, upTo: id })));
    const four = await post(cara, 'Four');
    expect((await mia.call.messages.unread()).items).toContainEqual({ ticketId, count: 1, latestAt: four.at });
  });

  test('are marked by a message of the ticket that the caller sees', async () => {
    const secret = await post(mia, 'Check the clutch', true);
    const other = await someTicket(cara);
    const elsewhere = await mia.call.messages.post({ ticketId: other.id, text: 'Hello' });
    const message = { resource: 'message' } as const;
    // The same answer as for a message that does not exist.
    for (const upTo of [secret.id, elsewhere.id, 2 ** 40]) {
      await refused(cara.call.messages.markRead({ ticketId, upTo }), 'NOT_FOUND', message);
    }
    await refused(eve.call.messages.markRead({ ticketId, upTo: secret.id }), 'NOT_FOUND', { resource: 'ticket' });
  });

  test('are of at most 100 tickets, the newest', async () => {
    const tickets = [];
    for (let n = 0; n < 101; n++) {
      const { id } = await someTicket(cara);
      tickets.push(id);
      await mia.call.messages.post({ ticketId: id, text: `${n}` });
    }
    const { items } = await cara.call.messages.unread();
    expect(items.map((item) => item.ticketId)).toEqual(tickets.slice(1).toReversed());
  });
});

describe('another customer of the ticket', () => {
  test('sees nothing of what was written with the first, and neither does the first any more', async () => {
    await post(mia, 'Ready');
    const before = await post(cara, 'My secret');
    await boss.call.tickets.setCustomer({ id: ticketId, customerId: eve.id });
    expect(await textsFor(eve)).toEqual([]);
    expect(await unreadOf(eve)).toBe(0);
    expect((await eve.call.events.list({ ticketId, kinds: ['message.*'] })).items).toEqual([]);
    await refused(eve.call.messages.markRead({ ticketId, upTo: before.id }), 'NOT_FOUND');
    await refused(cara.call.messages.list({ ticketId }), 'NOT_FOUND');
    expect(await unreadOf(cara)).toBe(0);
    expect((await cara.call.events.list({ kinds: ['message.*'] })).items).toEqual([]);
    expect(await textsFor(mia)).toEqual(['My secret', 'Ready']);
    await post(mia, 'Hello Eve');
    expect(await textsFor(eve)).toEqual(['Hello Eve']);
    expect((await eve.call.events.list({ ticketId, kinds: ['message.*'] })).items).toHaveLength(1);
  });

  test('sees no event of a message once the ticket is deleted; an only customer still does', async () => {
    const kinds = ['message.*'];
    for (const [heir, seen] of [
      [eve, 0],
      [cara, 1],
    ] as const) {
      const ticket = await boss.call.tickets.create({ customerId: cara.id, description: 'It rattles' });
      await cara.call.messages.post({ ticketId: ticket.id, text: 'My secret' });
      if (heir !== cara) await boss.call.tickets.setCustomer({ id: ticket.id, customerId: heir.id });
      await boss.call.tickets.delete({ id: ticket.id });
      const { items } = await heir.call.events.list({ kinds });
      expect(items.filter((event) => event.ticketId === ticket.id)).toHaveLength(seen);
    }
  });

  test('keeps the messages of a customer who is merged into them', async () => {
    const walkIn = await boss.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    const ticket = await boss.call.tickets.create({ customerId: walkIn.id, description: 'It rattles' });
    await mia.call.messages.post({ ticketId: ticket.id, text: 'Ready' });
    await boss.call.customers.merge({ id: walkIn.id, intoId: cara.id });
    const { items } = await cara.call.messages.list({ ticketId: ticket.id });
    expect(items.map(({ text }) => text)).toEqual(['Ready']);
    expect((await cara.call.messages.unread()).items).toMatchObject([{ ticketId: ticket.id, count: 1 }]);
  });
});

test('a deleted ticket takes its messages and marks along', async () => {
  const { id } = await post(cara, 'Wrong shop');
  await mia.call.messages.markRead({ ticketId, upTo: id });
  await boss.call.tickets.delete({ id: ticketId });
  expect(await unreadOf(max)).toBe(0);
  await refused(mia.call.messages.list({ ticketId }), 'NOT_FOUND');
  await expectConsistent(shop.shop.database);
});
