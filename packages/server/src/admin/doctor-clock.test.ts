import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { tickets } from '../features/tickets/table.ts';
import { timeEntries } from '../features/tickets/time-entries-table.ts';
import type { Queries } from '../platform/db/database.ts';
import { shopOfFile } from '../testing/shop.ts';
import { someTicket } from '../testing/testing.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
const { id: ticketId } = await someTicket(cara);
const MINUTE = 60_000;

/** An entry of ten minutes, and one that runs since then. */
await mia.call.clock.start({ ticketId });
shop.advance(10 * MINUTE);
const { started, stopped } = await mia.call.clock.start({ ticketId });
const ofStopped = eq(timeEntries.id, stopped?.id ?? 0);
const ofTicket = eq(tickets.id, ticketId);

test('a shop with clocked hours has no problems', async () => {
  expect(await problemsAfter(shop.shop.database, async () => undefined)).toEqual([]);
});

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'an entry with other minutes than its times',
    /^entry \d+: 11 minutes, but it took 600000 ms$/,
    (tx) => tx.update(timeEntries).set({ minutes: 11 }).where(ofStopped),
  ],
  [
    'a ticket with other minutes than its entries',
    /^ticket \d+: 12 minutes clocked, but 10 by its entries$/,
    (tx) => tx.update(tickets).set({ clockedMinutes: 12 }).where(ofTicket),
  ],
  [
    'a mechanic who works twice at a time',
    new RegExp(`^entry ${started.id} of mechanic ${mia.id} overlaps with entry ${stopped?.id}$`),
    (tx) =>
      tx
        .update(timeEntries)
        .set({ startedAt: new Date(Date.parse(started.startedAt) - MINUTE) })
        .where(eq(timeEntries.id, started.id)),
  ],
  [
    'a clock that runs on a closed ticket',
    new RegExp(`^entry ${started.id} runs on ticket ${ticketId}, which is cancelled$`),
    (tx) =>
      tx
        .update(tickets)
        .set({ status: sql`'cancelled'` })
        .where(ofTicket),
  ],
  [
    'an entry without its event',
    /^time_entry \d+: version 9, but 2 by its last event$/,
    (tx) => tx.update(timeEntries).set({ version: 9 }).where(ofStopped),
  ],
])('the doctor finds %s', async (_, expected, change) => {
  expect(await problemsAfter(shop.shop.database, change)).toContainEqual(expect.stringMatching(expected));
});

test('the clock of a mechanic runs once, by the database itself', async () => {
  const values = { mechanicId: mia.id, ticketId, startedAt: shop.shop.now() };
  await expect(boss.call.clock.current()).resolves.toEqual({ entry: null });
  await expect(shop.shop.database.write((tx) => tx.insert(timeEntries).values(values))).rejects.toThrow();
});
