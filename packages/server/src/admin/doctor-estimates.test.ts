import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { quotedTicket } from '../features/estimates/testing/quoted.ts';
import { approvals, estimates } from '../features/tickets/approvals-table.ts';
import { ticketJobs } from '../features/tickets/lines-table.ts';
import { tickets } from '../features/tickets/table.ts';
import type { Queries } from '../platform/db/database.ts';
import { shopOfFile } from '../testing/shop.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const { database } = shop.shop;
const [mia, cara] = [await shop.mechanic(), await shop.customer()];

/** A ticket with an answered estimate and one that waits for an answer, and another ticket. */
async function prepare() {
  const { id: ticketId, brakes, exhaust } = await quotedTicket(mia, cara);
  const first = await mia.call.estimates.send({ ticketId, jobIds: [brakes] });
  await shop.anonymous.estimates.answer({ code: first.code, approve: [brakes], decline: [], by: 'Cara' });
  const second = await mia.call.estimates.send({ ticketId, jobIds: [exhaust] });
  const other = await quotedTicket(mia, cara);
  return { ticketId, answered: eq(estimates.id, first.id), waiting: eq(estimates.id, second.id), otherId: other.id };
}
const { ticketId, answered, waiting, otherId } = await prepare();

test('a shop with estimates has no problems', async () => {
  expect(await problemsAfter(database, async () => undefined)).toEqual([]);
});

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'an estimate with an unknown status',
    /^estimates \d+: "lost"$/,
    (tx) =>
      tx
        .update(estimates)
        .set({ status: sql`'lost'` })
        .where(waiting),
  ],
  [
    'an approval by an unknown method',
    /^approvals \d+: "fax"$/,
    (tx) => tx.update(approvals).set({ method: sql`'fax'` }),
  ],
  [
    'a gap in the numbers of estimates',
    /^ticket \d+: 2 estimates, numbered up to 3$/,
    (tx) => tx.update(estimates).set({ number: 3 }).where(waiting),
  ],
  [
    'an answered estimate without an approval',
    /^estimate \d+: answered, with 0 approvals$/,
    (tx) => tx.delete(approvals),
  ],
  [
    'an approval of an estimate that is not answered',
    /^estimate \d+: withdrawn, with 1 approvals$/,
    (tx) => tx.update(estimates).set({ status: 'withdrawn' }).where(answered),
  ],
  [
    'an approval on another ticket than its estimate',
    /^approval \d+ of ticket \d+: by link, to an estimate of ticket \d+$/,
    (tx) => tx.update(approvals).set({ ticketId: otherId }),
  ],
  [
    'an approval of an estimate that staff recorded',
    /^approval \d+ of ticket \d+: by phone, to an estimate of ticket \d+$/,
    (tx) => tx.update(approvals).set({ method: 'phone' }),
  ],
  [
    'an estimate of a closed ticket that waits for an answer',
    /^estimate \d+ is sent, but ticket \d+ is cancelled$/,
    (tx) => tx.update(tickets).set({ status: 'cancelled' }).where(eq(tickets.id, ticketId)),
  ],
  [
    'a job that is asked for although no estimate waits for an answer',
    /^job \d+ of ticket \d+ is asked for, but no estimate waits for an answer$/,
    (tx) => tx.update(estimates).set({ status: 'withdrawn' }).where(waiting),
  ],
  [
    'a job that is asked for without an end',
    /^job \d+ of ticket \d+ is asked for, but no estimate waits for an answer$/,
    (tx) => tx.update(ticketJobs).set({ askedUntil: null }),
  ],
  [
    'a frozen job whose lines are not what its net says',
    /^estimate \d+: job \d+ has a net of 9001, but its lines come to 9000$/,
    (tx) =>
      tx
        .update(estimates)
        .set({ snapshot: sql`replace(${estimates.snapshot}, '"netCents":9000}', '"netCents":9001}')` })
        .where(waiting),
  ],
  [
    'a frozen copy of an unknown form',
    /^estimate \d+: its frozen copy cannot be read$/,
    (tx) => tx.update(estimates).set({ snapshot: '{"schema":2}' }).where(waiting),
  ],
  [
    'a frozen copy that is cut off',
    /^estimate \d+: its frozen copy cannot be read$/,
    (tx) => tx.update(estimates).set({ snapshot: '{"schema":1,"jobs":[' }).where(waiting),
  ],
])('the doctor finds %s', async (_, expected, change) => {
  expect(await problemsAfter(database, change)).toContainEqual(expect.stringMatching(expected));
});
