import type { Event, LiveEventsInput } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import type { trackedStream } from '../../api/tracked-stream.ts';
import type { EventStream } from '../../core/events/streams.ts';
import { refused } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, someTicket } from '../../testing/testing.ts';
import { tickets } from '../tickets/table.ts';
import { deleteOld, newestId } from './rows.ts';
import type { StreamOptions } from './streams.ts';
import { announce, writeSilently } from './testing/announce.ts';

type Stream = ReturnType<typeof trackedStream>;

const shops: TestShop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});

async function openShop(streams: StreamOptions = {}): Promise<TestShop> {
  const shop = await createTestShop({ streams: { gatherMs: 0, pollMs: 5, ...streams } });
  shops.push(shop);
  return shop;
}

/** tRPC types a caller's stream as its clients see it. */
async function follow({ call }: Actor, input?: LiveEventsInput): Promise<Stream> {
  return (await call.events.live(input)) as unknown as Stream;
}

async function read(stream: Stream, count: number): Promise<Event[]> {
  const events: Event[] = [];
  for await (const [id, event] of stream) {
    expect(id).toBe(String(event.id));
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

const idsOf = (events: readonly Event[]): number[] => events.map(({ entityId }) => entityId);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const parts = (ids: readonly number[]) => ids.map((entityId) => ({ entityId }));

const endOf = (stream: Pick<EventStream, 'onEnd'>) => new Promise((resolve) => stream.onEnd(resolve));

test('a stream begins with what happens after it was opened', async () => {
  const shop = await openShop();
  const admin = await shop.admin();
  await announce(shop.shop, ...parts([1, 2]));
  const stream = await follow(admin);
  await announce(shop.shop, ...parts([3]));
  expect(idsOf(await read(stream, 1))).toEqual([3]);
});

test('a stream that resumes hands on every event once and in order, however many come meanwhile', async () => {
  const shop = await openShop();
  const admin = await shop.admin();
  const start = await newestId(shop.shop.database.read);
  await announce(shop.shop, ...parts(range(1, 150)));
  const streams = await Promise.all([1, 2, 3].map(() => follow(admin, { after: start, kinds: ['part.*'] })));
  const reading = streams.map((stream) => read(stream, 400));
  for (let id = 151; id <= 400; id += 5) await announce(shop.shop, ...parts(range(id, id + 4)));
  for (const events of await Promise.all(reading)) expect(idsOf(events)).toEqual(range(1, 400));
});

test('a stream resumes after the last event, which wins over `after`', async () => {
  const shop = await openShop();
  const admin = await shop.admin();
  const start = await newestId(shop.shop.database.read);
  await announce(shop.shop, ...parts(range(1, 5)));
  const [, , third] = await read(await follow(admin, { after: start }), 3);
  const resumed = await follow(admin, { after: start, lastEventId: String(third?.id) });
  expect(idsOf(await read(resumed, 2))).toEqual([4, 5]);
});

test('events of other processes arrive without an announcement', async () => {
  const shop = await openShop();
  const stream = await follow(await shop.admin());
  const reading = read(stream, 2);
  await writeSilently(shop.shop, parts([7]));
  await writeSilently(shop.shop, parts([8]));
  expect(idsOf(await reading)).toEqual([7, 8]);
});

test('a stream sends the kinds and the ticket that were asked for', async () => {
  const shop = await openShop();
  const admin = await shop.admin();
  const { id: ticketId } = await someTicket(await shop.customer());
  const byKind = await follow(admin, { kinds: ['part.low', 'invoice.*'] });
  const byTicket = await follow(admin, { ticketId });
  const reading = [read(byKind, 2), read(byTicket, 1)] as const;
  await announce(
    shop.shop,
    { entityId: 1 },
    { entityId: 2, kind: 'part.low' },
    { entityId: 3, kind: 'invoice.paid', entity: 'invoice', ticketId },
  );
  expect(idsOf(await reading[0])).toEqual([2, 3]);
  expect(idsOf(await reading[1])).toEqual([3]);
});

test('customers see events of their own tickets, without changes and staff, as long as the ticket is theirs', async () => {
  const shop = await openShop();
  const [admin, mechanic] = [await shop.admin(), await shop.mechanic()];
  const [owner, other] = [await shop.customer(), await shop.customer()];
  const { id: ticketId } = await someTicket(owner);
  const ofTicket = { kind: 'ticket.updated', entity: 'ticket', audience: 'customer', ticketId } as const;
  const changed = { ...ofTicket, accountId: mechanic.id, changes: '{"notes":{"before":null,"after":"x"}}' };
  const [staff, mine, theirs] = [await follow(admin), await follow(owner), await follow(other)];
  const reading = [read(staff, 4), read(mine, 1), read(theirs, 1)] as const;

  await announce(shop.shop, { ...changed, entityId: 1 }, { ...ofTicket, entityId: 2, audience: 'mechanic' });
  expect(await reading[1]).toMatchObject([{ entityId: 1, by: null, changes: null }]);
  await shop.shop.database.write((tx) =>
    tx.update(tickets).set({ customerId: other.id }).where(eq(tickets.id, ticketId)),
  );
  const late = read(await follow(owner), 1);
  await announce(shop.shop, { ...changed, entityId: 3 }, { entityId: 4, kind: 'invite.created', audience: 'admin' });
  expect(idsOf(await reading[2])).toEqual([3]);
  const all = await reading[0];
  expect(idsOf(all)).toEqual([1, 2, 3, 4]);
  expect(all[0]).toMatchObject({ by: { id: mechanic.id }, changes: { notes: { before: null, after: 'x' } } });

  await shop.shop.database.write((tx) =>
    tx.update(tickets).set({ customerId: owner.id }).where(eq(tickets.id, ticketId)),
  );
  await announce(shop.shop, { ...changed, entityId: 5 });
  expect(idsOf(await late)).toEqual([5]);
});

test('mechanics do not see the events of admins', async () => {
  const shop = await openShop();
  const reading = read(await follow(await shop.mechanic()), 1);
  await announce(shop.shop, { entityId: 1, kind: 'invite.created', audience: 'admin' }, { entityId: 2 });
  expect(idsOf(await reading)).toEqual([2]);
});

test('a stream is refused before it begins: an unreadable ticket, and events that are gone', async () => {
  const shop = await openShop();
  const [admin, stranger] = [await shop.admin(), await shop.customer()];
  const { id: ticketId } = await someTicket(await shop.customer());
  await refused(follow(stranger, { ticketId }), 'NOT_FOUND');
  await announce(shop.shop, ...parts(range(1, 3)));
  const last = await newestId(shop.shop.database.read);
  await shop.shop.database.write((tx) => deleteOld(tx, new Date('2027-01-01'), last));
  const { oldest } = await refused(follow(admin, { after: 0 }), 'EVENTS_GONE');
  expect(oldest).toBe(last + 1);
  expect(await refused(follow(admin, { lastEventId: '0', after: last }), 'EVENTS_GONE')).toEqual({ oldest });
  await follow(admin, { after: last });
});

const ends: [string, (shop: TestShop, mechanic: Actor) => Promise<unknown>][] = [
  ['logout', (_, { call }) => call.auth.logout()],
  ['deactivation', async (shop, { id }) => (await shop.admin()).call.mechanics.update({ id, active: false })],
  ['another role', async (shop, { id }) => (await shop.admin()).call.mechanics.update({ id, role: 'admin' })],
];

test.each(ends)('%s ends the streams of the account and no others', async (_, act) => {
  const shop = await openShop({ recheckMs: 5 });
  const mechanic = await shop.mechanic();
  const other = await follow(await shop.admin());
  const ended = endOf(await follow(mechanic));
  await act(shop, mechanic);
  expect(await ended).toBe('revoked');
  expect(shop.shop.streams.load.open).toBe(1);
  const reading = read(other, 1);
  await announce(shop.shop, { entityId: 9, kind: 'part.low' });
  expect(await reading).toHaveLength(1);
});

test('an account has a number of streams at most, and ended ones do not count', async () => {
  const shop = await openShop({ perAccount: 2 });
  const [admin, other] = [await shop.admin(), await shop.mechanic()];
  const first = await follow(admin);
  await follow(admin);
  expect(await refused(follow(admin), 'RATE_LIMITED')).toEqual({ retryAfterSeconds: 10 });
  await follow(other);
  const reading = read(first, 1);
  await announce(shop.shop, {});
  await reading;
  await follow(admin);
  await refused(follow(admin), 'RATE_LIMITED');
});

test('a process has a number of streams at most', async () => {
  const shop = await openShop({ perProcess: 2 });
  const [admin, other] = [await shop.admin(), await shop.mechanic()];
  await follow(admin);
  await follow(other);
  expect(await refused(follow(other), 'OVERLOADED')).toEqual({ retryAfterSeconds: 10 });
});

test('a stream ends after its time', async () => {
  const shop = await openShop({ lifeMs: 5 });
  expect(await endOf(await follow(await shop.admin()))).toBe('expired');
});

test('a stream ends when its reader falls behind, and others continue', async () => {
  const shop = await openShop({ mostBehind: 2_000 });
  const [admin, mechanic] = [await shop.admin(), await shop.mechanic()];
  const slow = await follow(admin);
  const quick = (await follow(mechanic))[Symbol.asyncIterator]();
  // A stream follows the tail once it has been read.
  void slow[Symbol.asyncIterator]().next();
  let read = quick.next();
  await expect.poll(() => shop.shop.streams.load.following, { interval: 1 }).toBe(2);
  const next = async (): Promise<number | undefined> => {
    const { value } = await read;
    read = quick.next();
    return value?.[1].entityId;
  };
  for (const entityId of [1, 2, 3]) {
    await announce(shop.shop, { entityId, changes: JSON.stringify({ a: 'x'.repeat(2_000) }) });
    expect(await next()).toBe(entityId);
  }
  expect(await endOf(slow)).toBe('slow');
});

test('all streams end when the process stops, and none begins', async () => {
  const shop = await openShop();
  const admin = await shop.admin();
  const ended = endOf(await follow(admin));
  shop.shop.streams.close();
  expect(await ended).toBe('stopped');
  await refused(follow(admin), 'SHUTTING_DOWN');
  expect(shop.shop.streams.load).toMatchObject({ open: 0 });
});

test('a stream that ends while it reads what is past does not follow afterwards', async () => {
  const shop = await openShop();
  const stream = await follow(await shop.admin());
  const reading = stream[Symbol.asyncIterator]().next();
  shop.shop.streams.close();
  expect(await reading).toMatchObject({ done: true });
  expect(shop.shop.streams.load).toMatchObject({ open: 0, following: 0 });
});
