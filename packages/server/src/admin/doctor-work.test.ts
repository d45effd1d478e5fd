import { MAX_JOBS } from '@mechanic-shop/shared';
import { eq, isNotNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cannedJobsSearch } from '../features/canned-jobs/search.ts';
import { cannedJobParts } from '../features/canned-jobs/table.ts';
import { parts } from '../features/inventory/table.ts';
import { shopSettings } from '../features/shop/table.ts';
import { ticketExtras, ticketJobs, ticketLabor, ticketParts } from '../features/tickets/lines-table.ts';
import { tickets } from '../features/tickets/table.ts';
import { vehicleMileage, vehicles } from '../features/vehicles/table.ts';
import type { Queries } from '../platform/db/database.ts';
import { shopOfFile } from '../testing/shop.ts';
import { somePart, someTicket } from '../testing/testing.ts';
import { problemsAfter } from './testing/problems.ts';

const shop = await shopOfFile();
const { database } = shop.shop;
const [boss, cara] = [await shop.admin(), await shop.customer()];

/** A shop with one row of each kind that belongs to the work on a ticket. */
async function prepare() {
  await boss.call.shop.update({ laborRateCents: 9_000 });
  const oil = await somePart(boss, { decimals: 1, quantity: 2.5 });
  const vehicle = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
  const { id } = await someTicket(cara, { vehicleId: vehicle.id });
  await boss.call.tickets.update({ id, mileageIn: 1_000, mileageOut: 1_010 });
  const { jobs } = await boss.call.tickets.addJob({ id, name: 'Oil change' });
  const jobId = jobs[0]?.id ?? 0;
  await boss.call.tickets.addPart({ id, jobId, partId: oil.id, quantity: 4.5, backorder: true });
  await boss.call.tickets.addLabor({ id, jobId, description: 'Change oil', hours: 1 });
  await boss.call.tickets.addExtra({ id, jobId, kind: 'fee', description: 'Disposal', amountCents: 100 });
  await boss.call.tickets.setHold({ id, hold: { reason: 'waiting_parts' } });
  const spare = await somePart(boss, { decimals: 1, quantity: 0.5 });
  await boss.call.cannedJobs.create({ name: 'Oil change', parts: [{ partId: spare.id, quantity: 0.5 }] });
  const undone = await boss.call.tickets.addJob({ id: (await someTicket(cara)).id, name: 'Wash' });
  await boss.call.tickets.setStatus({ id: undone.id, status: 'cancelled' });
  const other = await boss.call.tickets.addJob({ id: (await someTicket(cara)).id, name: 'Wash' });
  return { id, spareId: spare.id, otherJobId: other.jobs[0]?.id ?? 0 };
}
const { id, spareId, otherJobId } = await prepare();

test('a shop with work in it has no problems', async () => {
  expect(await problemsAfter(database, async () => undefined)).toEqual([]);
});

const ofTicket = eq(ticketParts.ticketId, id);

test.each<[string, RegExp, (tx: Queries) => PromiseLike<unknown>]>([
  [
    'a job with an unknown approval',
    /^ticket_jobs \d+: "maybe"$/,
    (tx) => tx.update(ticketJobs).set({ approval: sql`'maybe'` }),
  ],
  [
    'an extra of an unknown kind',
    /^ticket_extras \d+: "gift"$/,
    (tx) => tx.update(ticketExtras).set({ kind: sql`'gift'` }),
  ],
  [
    'a hold for an unknown reason',
    /^tickets \d+: "lunch"$/,
    (tx) =>
      tx
        .update(tickets)
        .set({ holdReason: sql`'lunch'` })
        .where(eq(tickets.id, id)),
  ],
  [
    'a line that waits for more than it names',
    /^line \d+ of ticket \d+: holds and waits for 5500, not 4500$/,
    (tx) => tx.update(ticketParts).set({ missing: 3_000 }).where(ofTicket),
  ],
  [
    'a line of a closed ticket that still waits',
    /^line \d+ of ticket \d+: holds and waits for 4500, not 0$/,
    (tx) => tx.update(tickets).set({ status: 'cancelled' }).where(eq(tickets.id, id)),
  ],
  [
    'a line of a declined job that still holds and waits',
    /^line \d+ of ticket \d+: holds and waits for 4500, not 0$/,
    (tx) => tx.update(ticketJobs).set({ approval: 'declined' }).where(eq(ticketJobs.ticketId, id)),
  ],
  [
    'a line of an approved job that holds nothing',
    /^line \d+ of ticket \d+: holds and waits for 0, not 4500$/,
    async (tx) => {
      await tx.update(ticketJobs).set({ approval: 'approved' }).where(eq(ticketJobs.ticketId, id));
      await tx.update(ticketParts).set({ reserved: 0, missing: 0 }).where(ofTicket);
    },
  ],
  [
    'a line that is not yet approved and holds a part of what it names',
    /^line \d+ of ticket \d+: holds and waits for 2500, not 4500$/,
    (tx) => tx.update(ticketParts).set({ missing: 0 }).where(ofTicket),
  ],
  [
    'a line that waits although there is stock',
    /^line \d+ waits for 2000 of part \d+, of which 100 are available$/,
    (tx) =>
      tx
        .update(parts)
        .set({ quantity: 2_600 })
        .where(sql`reserved > 0`),
  ],
  [
    'a line with more than a line may have',
    /^line \d+ of ticket \d+: a quantity of 100000001$/,
    (tx) => tx.update(ticketParts).set({ quantity: 100_000_001 }).where(ofTicket),
  ],
  [
    'a line with a negative price',
    /^line \d+ of ticket \d+: a quantity of 4500$/,
    (tx) => tx.update(ticketParts).set({ unitPriceCents: -1 }).where(ofTicket),
  ],
  ['labor of no time', /^line \d+ of ticket \d+: a quantity of 0$/, (tx) => tx.update(ticketLabor).set({ hours: 0 })],
  [
    'labor by the hour without a rate',
    /^line \d+ of ticket \d+: a quantity of 100$/,
    (tx) => tx.update(ticketLabor).set({ rateCents: null }),
  ],
  [
    'deferred work of a ticket that is in work',
    /^job \d+ of ticket \d+: deferred as cancelled, open$/,
    (tx) => tx.update(tickets).set({ status: 'open' }).where(eq(tickets.status, 'cancelled')),
  ],
  [
    'deferred work of no known amount',
    /^job \d+ of ticket \d+: deferred as cancelled, cancelled$/,
    (tx) => tx.update(ticketJobs).set({ deferredNetCents: null }),
  ],
  [
    'deferred work listed for another customer',
    /^job \d+ of ticket \d+: listed for another customer or vehicle$/,
    (tx) => tx.update(ticketJobs).set({ deferredCustomerId: null }),
  ],
  [
    'dismissed work that is listed as open',
    /^job \d+ of ticket \d+: on the wrong list of deferred work$/,
    (tx) => tx.update(ticketJobs).set({ dismissedAt: new Date() }).where(isNotNull(ticketJobs.deferredAt)),
  ],
  [
    'more jobs than a ticket may have',
    /^ticket \d+: 51 rows in ticket_jobs, at most 50$/,
    (tx) => tx.insert(ticketJobs).values(Array.from({ length: MAX_JOBS }, () => ({ ticketId: id, name: 'x' }))),
  ],
  ...[ticketParts, ticketLabor, ticketExtras].map((table): [string, RegExp, (tx: Queries) => PromiseLike<unknown>] => [
    'a line in the job of another ticket',
    /^ticket_\w+ \d+ of ticket \d+: its job is of ticket \d+$/,
    (tx) => tx.update(table).set({ jobId: otherJobId }).where(eq(table.ticketId, id)),
  ]),
  [
    'work on a ticket that is said to have none',
    /^ticket \d+ has work, but is not marked$/,
    (tx) => tx.update(tickets).set({ hasWork: false }),
  ],
  [
    'a hold without a time',
    /^ticket \d+ is open$/,
    (tx) => tx.update(tickets).set({ holdSince: null }).where(eq(tickets.id, id)),
  ],
  [
    'a hold of a closed ticket',
    /^ticket \d+ is completed$/,
    (tx) => tx.update(tickets).set({ status: 'completed' }).where(eq(tickets.id, id)),
  ],
  [
    'a quantity with more decimals than the part',
    /^part \d+: 500 thousandths, but 0 decimals$/,
    (tx) => tx.update(parts).set({ decimals: 0 }).where(eq(parts.id, spareId)),
  ],
  [
    'more decimals than there are',
    /^part \d+: \d+ thousandths, but 4 decimals$/,
    (tx) => tx.update(parts).set({ decimals: 4 }).where(eq(parts.id, spareId)),
  ],
  [
    'a setting out of bounds',
    /^settings 1: a rate, a percentage or a number of days out of bounds$/,
    (tx) => tx.update(shopSettings).set({ estimateDays: 0 }),
  ],
  ['a second row of settings', /^settings 2: /, (tx) => tx.update(shopSettings).set({ id: 2 })],
  ['an unknown tax mode', /^shop_settings \d+: "none"$/, (tx) => tx.update(shopSettings).set({ taxMode: sql`'none'` })],
  [
    'a vehicle whose mileage is not its highest reading',
    /^vehicle \d+: 1009, but the highest reading is 1010$/,
    (tx) => tx.update(vehicles).set({ mileage: 1_009 }),
  ],
  [
    'a vehicle without its mileage',
    /^vehicle \d+: none, but the highest reading is 1010$/,
    (tx) => tx.update(vehicles).set({ mileage: null }),
  ],
  [
    'a reading that no odometer shows',
    /^reading \d+ of vehicle \d+: -1$/,
    (tx) => tx.update(vehicleMileage).set({ mileage: -1 }),
  ],
  ['a vehicle in an unknown unit', /^vehicles \d+: "m"$/, (tx) => tx.update(vehicles).set({ mileageUnit: sql`'m'` })],
  ['a canned job missing from the search', /^canned_jobs \d+ cannot be found$/, (tx) => tx.delete(cannedJobsSearch)],
  [
    'a canned job with none of a part',
    /^canned job \d+, part \d+: a quantity of 0 thousandths$/,
    (tx) => tx.update(cannedJobParts).set({ quantity: 0 }),
  ],
])('the doctor finds %s', async (_, expected, change) => {
  expect(await problemsAfter(database, change)).toContainEqual(expect.stringMatching(expected));
});
