import { beforeEach, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia, max, cara] = [
  await shop.admin(),
  await shop.mechanic(),
  await shop.mechanic(),
  await shop.customer(),
];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const now = (): string => shop.shop.now().toISOString();
const before = (minutes: number): string => new Date(shop.shop.now().getTime() - minutes * MINUTE).toISOString();
const clockedOn = async (id: number): Promise<number | null> => (await boss.call.tickets.get({ id })).clockedMinutes;

let ticketId = 0;
beforeEach(async () => {
  shop.advance(DAY);
  ticketId = (await someTicket(cara)).id;
});

/** An entry of a mechanic that took this long. */
async function worked(minutes: number, who = mia) {
  await who.call.clock.start({ ticketId });
  shop.advance(minutes * MINUTE);
  return who.call.clock.stop();
}

describe('the clock', () => {
  test('starts, says what runs, and stops with a note', async () => {
    expect(await mia.call.clock.current()).toEqual({ entry: null });
    const startedAt = now();
    const { started, stopped } = await mia.call.clock.start({ ticketId });
    expect(started).toMatchObject({ ticketId, laborId: null, startedAt, stoppedAt: null, minutes: null, version: 1 });
    expect(started.mechanic).toEqual({ id: mia.id, firstName: 'Mia', lastName: mia.session.account.lastName });
    expect(stopped).toBeNull();
    expect(await mia.call.clock.current()).toEqual({ entry: started });
    expect(await max.call.clock.current()).toEqual({ entry: null });
    shop.advance(45 * MINUTE);
    const entry = await mia.call.clock.stop({ note: 'Pads seized' });
    expect(entry).toEqual({ ...started, stoppedAt: now(), minutes: 45, note: 'Pads seized', version: 2 });
    expect(await mia.call.clock.current()).toEqual({ entry: null });
    await refused(mia.call.clock.stop(), 'NOT_RUNNING');
    expect((await mia.call.clock.list({ ticketId })).items).toEqual([entry]);
  });

  test('stops what ran at the instant at which the next entry starts, also on the same ticket', async () => {
    const other = await someTicket(cara);
    const first = await mia.call.clock.start({ ticketId });
    shop.advance(10 * MINUTE);
    const second = await mia.call.clock.start({ ticketId: other.id });
    expect(second.stopped).toMatchObject({ id: first.started.id, stoppedAt: second.started.startedAt, minutes: 10 });
    shop.advance(5 * MINUTE);
    const third = await mia.call.clock.start({ ticketId: other.id });
    expect(third.stopped).toMatchObject({ id: second.started.id, minutes: 5 });
    expect([await clockedOn(ticketId), await clockedOn(other.id)]).toEqual([10, 5]);
    await mia.call.clock.stop();
  });

  test.each([
    [0, 0],
    [29_999, 0],
    [30_000, 1],
    [89_999, 1],
    [90_000, 2],
  ])('rounds %d ms to %d minutes', async (ms, minutes) => {
    await mia.call.clock.start({ ticketId });
    shop.advance(ms);
    expect(await mia.call.clock.stop()).toMatchObject({ minutes });
    expect(await clockedOn(ticketId)).toBe(minutes);
  });

  test('runs for labor of the ticket only', async () => {
    const { labor } = await boss.call.tickets.addLabor({ id: ticketId, description: 'Listen', hours: 1 });
    const laborId = labor[0]?.id ?? 0;
    const other = await someTicket(cara);
    await refused(mia.call.clock.start({ ticketId: other.id, laborId }), 'NOT_FOUND', { resource: 'labor' });
    const { started } = await mia.call.clock.start({ ticketId, laborId });
    expect(started.laborId).toBe(laborId);
    // The time stays what it was for.
    await boss.call.tickets.removeLabor({ id: ticketId, laborId });
    expect(await mia.call.clock.stop()).toMatchObject({ laborId });
  });

  test.each(['completed', 'cancelled'] as const)('stops when its ticket is %s, in the same change', async (status) => {
    await boss.call.tickets.setStatus({ id: ticketId, status: 'in_progress' });
    await mia.call.clock.start({ ticketId });
    shop.advance(7 * MINUTE);
    await max.call.clock.start({ ticketId });
    shop.advance(3 * MINUTE);
    const { version, clockedMinutes } = await boss.call.tickets.setStatus({ id: ticketId, status });
    expect({ version, clockedMinutes }).toEqual({ version: 3, clockedMinutes: 13 });
    const { items } = await boss.call.clock.list({ ticketId });
    expect(items.map(({ minutes, stoppedAt }) => [minutes, stoppedAt])).toEqual([
      [3, now()],
      [10, now()],
    ]);
    expect(await mia.call.clock.current()).toEqual({ entry: null });
    await refused(mia.call.clock.start({ ticketId }), 'TICKET_CLOSED', { status });
  });

  test('runs on when a ticket is opened again for later, and stops when its customer cancels it', async () => {
    await mia.call.clock.start({ ticketId });
    await boss.call.tickets.setStatus({ id: ticketId, status: 'in_progress' });
    await boss.call.tickets.setStatus({ id: ticketId, status: 'open' });
    expect((await mia.call.clock.current()).entry).not.toBeNull();
    shop.advance(2 * MINUTE);
    const cancelled = await cara.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    expect(cancelled.clockedMinutes).toBeNull();
    expect(await mia.call.clock.current()).toEqual({ entry: null });
    expect(await clockedOn(ticketId)).toBe(2);
  });

  test('never makes entries overlap when the wall clock is set back', async () => {
    const first = await worked(10);
    shop.setClock(-5 * MINUTE);
    const { started } = await mia.call.clock.start({ ticketId });
    expect(started.startedAt).toBe(first.stoppedAt);
    expect(await mia.call.clock.stop()).toMatchObject({ stoppedAt: first.stoppedAt, minutes: 0 });
    shop.setClock(5 * MINUTE);
  });

  test('starts after the last stop also where an empty entry began with that one', async () => {
    const long = await worked(30);
    const empty = await worked(5);
    const at = long.startedAt;
    await mia.call.clock.correct({ id: empty.id, startedAt: at, stoppedAt: at, note: 'By mistake' });
    shop.setClock(-10 * MINUTE);
    const { started } = await mia.call.clock.start({ ticketId });
    expect(started.startedAt).toBe(long.stoppedAt);
    await mia.call.clock.stop();
    shop.setClock(10 * MINUTE);
  });

  test('is for mechanics', async () => {
    const role = { role: 'mechanic' } as const;
    await refused(cara.call.clock.start({ ticketId }), 'ROLE_REQUIRED', role);
    await refused(cara.call.clock.list(), 'ROLE_REQUIRED', role);
    await refused(shop.anonymous.clock.current(), 'NOT_SIGNED_IN');
  });
});

describe('clocked minutes', () => {
  test('are on the ticket for staff, and null for customers', async () => {
    expect(await clockedOn(ticketId)).toBe(0);
    await worked(20);
    await worked(30, max);
    const { version, clockedMinutes } = await mia.call.tickets.get({ id: ticketId });
    expect({ version, clockedMinutes }).toEqual({ version: 1, clockedMinutes: 50 });
    expect((await cara.call.tickets.get({ id: ticketId })).clockedMinutes).toBeNull();
    expect((await cara.call.tickets.mine()).items.map((ticket) => ticket.clockedMinutes)).not.toContain(50);
  });

  test('are in events for staff, of which customers get none', async () => {
    const { last } = await boss.call.events.list({ after: 0, limit: 500 });
    const from = { after: last, ticketId };
    await worked(20);
    const { items } = await boss.call.events.list(from);
    expect(items.map(({ kind }) => kind)).toEqual(['time_entry.started', 'time_entry.stopped', 'ticket.updated']);
    expect(items[2]?.changes).toEqual({ clockedMinutes: { before: 0, after: 20 } });
    expect((await cara.call.events.list(from)).items).toEqual([]);
  });
});

describe('a correction', () => {
  test('changes times and the sum of the ticket, and says why', async () => {
    const entry = await worked(20);
    const startedAt = before(50);
    const corrected = await mia.call.clock.correct({ id: entry.id, version: 2, startedAt, note: 'Forgot' });
    const expected = { startedAt, minutes: 50, note: 'Forgot', corrected: true, version: 3 };
    expect(corrected).toEqual({ ...entry, ...expected });
    expect(await clockedOn(ticketId)).toBe(50);
    const again = { id: entry.id, startedAt, note: 'Forgot' };
    expect(await mia.call.clock.correct(again)).toEqual(corrected);
    const current = { current: corrected };
    await refused(mia.call.clock.correct({ ...again, version: 2 }), 'VERSION_MISMATCH', current);
    const shorter = await boss.call.clock.correct({ id: entry.id, stoppedAt: before(40), note: 'Lunch' });
    expect(shorter).toMatchObject({ minutes: 10, version: 4 });
    expect(await clockedOn(ticketId)).toBe(10);
  });

  test('stops an entry that was left running', async () => {
    const { started } = await mia.call.clock.start({ ticketId });
    shop.advance(60 * MINUTE);
    const moved = await mia.call.clock.correct({ id: started.id, startedAt: before(70), note: 'Earlier' });
    expect(moved).toMatchObject({ stoppedAt: null, minutes: null, corrected: true });
    const stopped = await mia.call.clock.correct({ id: started.id, stoppedAt: before(10), note: 'Went home' });
    expect(stopped).toMatchObject({ minutes: 60 });
    expect(await mia.call.clock.current()).toEqual({ entry: null });
    expect(await clockedOn(ticketId)).toBe(60);
  });

  test('rejects an overlap with another entry of the mechanic, and accepts entries that touch', async () => {
    const first = await worked(20);
    const second = await worked(20);
    const other = await worked(30, max);
    const { started } = await mia.call.clock.start({ ticketId });
    const overlapsFirst = { id: second.id, startedAt: before(51 + 20), note: 'x' };
    await refused(mia.call.clock.correct(overlapsFirst), 'OVERLAP', { entryId: first.id });
    await refused(mia.call.clock.correct({ id: first.id, stoppedAt: before(49), note: 'x' }), 'OVERLAP', {
      entryId: second.id,
    });
    shop.advance(MINUTE);
    await refused(mia.call.clock.correct({ id: second.id, stoppedAt: before(0), note: 'x' }), 'OVERLAP', {
      entryId: started.id,
    });
    await refused(mia.call.clock.correct({ id: started.id, startedAt: before(60), note: 'x' }), 'OVERLAP', {
      entryId: second.id,
    });
    const touching = await mia.call.clock.correct({ id: started.id, startedAt: second.stoppedAt ?? '', note: 'x' });
    expect(touching.startedAt).toBe(second.stoppedAt);
    // Another mechanic worked at that time.
    expect(await max.call.clock.correct({ id: other.id, startedAt: before(61), note: 'x' })).toMatchObject({
      minutes: 60,
    });
    await mia.call.clock.stop();
  });

  test('rejects the future, an end before the start, and no reason', async () => {
    const { id } = await worked(20);
    const { correct } = mia.call.clock;
    await refusedAt(correct({ id, stoppedAt: before(-1), note: 'x' }), 'stoppedAt');
    await refusedAt(correct({ id, startedAt: before(-1), note: 'x' }), 'startedAt');
    await refusedAt(correct({ id, stoppedAt: before(21), note: 'x' }), 'stoppedAt');
    await refusedAt(correct({ id, startedAt: before(20), stoppedAt: before(21), note: 'x' }), 'stoppedAt');
    await refusedAt(correct({ id, startedAt: now() } as never), 'note');
    expect((await boss.call.clock.list({ ticketId })).items).toMatchObject([{ corrected: false, version: 2 }]);
  });

  test('is for admins, and for mechanics on own entries of the last 7 days', async () => {
    const { id } = await worked(20);
    const admin = { role: 'admin' } as const;
    await refused(max.call.clock.correct({ id, note: 'x' }), 'ROLE_REQUIRED', admin);
    shop.advance(7 * DAY - 20 * MINUTE);
    expect(await mia.call.clock.correct({ id, note: 'x' })).toMatchObject({ corrected: true });
    shop.advance(1);
    const late = await shop.login(mia.email);
    await refused(late.call.clock.correct({ id, note: 'y' }), 'ROLE_REQUIRED', admin);
    const chief = await shop.login(boss.email);
    expect(await chief.call.clock.correct({ id, note: 'y' })).toMatchObject({ note: 'y', version: 4 });
    shop.setClock(-7 * DAY);
  });
});

test('admins remove entries, which leave the sum', async () => {
  const { id } = await worked(20);
  await worked(5);
  await refused(mia.call.clock.remove({ id }), 'ROLE_REQUIRED', { role: 'admin' });
  expect(await boss.call.clock.remove({ id })).toEqual({ id, message: 'The time entry is removed.' });
  await refused(boss.call.clock.remove({ id }), 'NOT_FOUND', { resource: 'time_entry' });
  expect(await clockedOn(ticketId)).toBe(5);
  const { started } = await mia.call.clock.start({ ticketId });
  await boss.call.clock.remove({ id: started.id });
  expect(await mia.call.clock.current()).toEqual({ entry: null });
  expect(await clockedOn(ticketId)).toBe(5);
});

test('entries are listed by ticket, mechanic and day of the shop, most recently started first', async () => {
  const [first, second, third] = [await worked(1), await worked(1, max), await worked(1)];
  const ids = async (filters: object) =>
    (await boss.call.clock.list({ ticketId, ...filters })).items.map(({ id }) => id);
  expect(await ids({})).toEqual([third.id, second.id, first.id]);
  expect(await ids({ mechanicId: mia.id })).toEqual([third.id, first.id]);
  const day = now().slice(0, 10);
  expect(await ids({ from: day, to: day })).toEqual([third.id, second.id, first.id]);
  expect(await ids({ from: '2026-01-01', to: '2026-01-02' })).toEqual([]);
  expect((await boss.call.clock.list({ mechanicId: cara.id })).items).toEqual([]);
  const page = await boss.call.clock.list({ ticketId, limit: 2 });
  const rest = await boss.call.clock.list({ ticketId, limit: 2, cursor: page.nextCursor ?? '' });
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual([third.id, second.id, first.id]);
});

test('everything above left tickets, entries and events consistent', async () => {
  await expectConsistent(shop.shop.database);
});
