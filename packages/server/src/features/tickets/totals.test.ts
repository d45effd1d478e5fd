import { type Shop, type Ticket, totalsOf } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';
import { ticketExtras, ticketLabor, ticketParts } from './lines-table.ts';

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

const irish = { partsPercent: 23, laborPercent: 13.5, subletPercent: 13.5, feesPercent: 23 };

/** A ticket with lines of every kind, in a job with a discount and without one. */
async function fullTicket(): Promise<Ticket> {
  const { id } = await someTicket(cara);
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'Brakes', discount: { kind: 'percent', percent: 7.5 } });
  const jobId = jobs[0]?.id ?? 0;
  const oil = await somePart(mia, { decimals: 3, quantity: 9, priceCents: 1_333 });
  await mia.call.tickets.addPart({ id, partId: oil.id, jobId, quantity: 4.333 });
  const { parts } = await mia.call.tickets.addPart({ id, partId: oil.id, quantity: 6.777, backorder: true });
  await mia.call.tickets.updatePart({ id, lineId: parts[1]?.id ?? 0, taxable: false });
  await mia.call.tickets.addLabor({ id, jobId, description: 'Fit', hours: 1.33, rateCents: 8_765 });
  await mia.call.tickets.addLabor({ id, description: 'Wash', priceCents: 1_999 });
  await mia.call.tickets.addExtra({ id, jobId, kind: 'sublet', description: 'Turning', amountCents: 3_501 });
  await mia.call.tickets.addExtra({ id, kind: 'fee', description: 'Disposal', amountCents: 299 });
  return mia.call.tickets.update({ id, discount: { kind: 'amount', amountCents: 1_234 } });
}

describe.each(['exclusive', 'inclusive'] as const)('with %s prices', (taxMode) => {
  test.each([null, { percent: 3.25, capCents: null }, { percent: 3.25, capCents: 100 }])(
    'every read answers the totals that totalsOf computes, with supplies %j',
    async (supplies) => {
      const settings = await boss.call.shop.update({ taxMode, taxes: irish, supplies });
      const { id } = await fullTicket();
      const expected = (ticket: Ticket, taxExempt = false) => totalsOf(ticket, { ...settings, taxExempt });
      const reads = async () => [
        await mia.call.tickets.get({ id }),
        await cara.call.tickets.get({ id }),
        (await mia.call.tickets.list({ limit: 1 })).items[0],
        (await cara.call.tickets.mine({ limit: 1 })).items[0],
      ];
      for (const ticket of await reads()) {
        expect(ticket?.totals).toEqual(ticket && expected(ticket));
        expect(ticket?.partsTotalCents).toBe(ticket?.totals.partsCents);
        expect(ticket?.totals.taxes.map(({ percent }) => percent)).toEqual([23, 13.5]);
        expect(ticket?.totals.suppliesCents).toBe(supplies ? (supplies.capCents ?? 925) : 0);
      }
      await mia.call.customers.update({ id: cara.id, taxExempt: true });
      for (const ticket of await reads()) {
        expect(ticket?.totals).toEqual(ticket && expected(ticket, true));
        expect(ticket?.totals.taxCents).toBe(0);
      }
      await mia.call.customers.update({ id: cara.id, taxExempt: false });
    },
  );
});

/** The totals of a ticket from its rows, which nothing has cached. */
async function recomputed(ticket: Ticket, settings: Shop) {
  const { read } = shop.shop.database;
  const isOwn = (row: { ticketId: number }) => row.ticketId === ticket.id;
  const parts = (await read.select().from(ticketParts)).filter(isOwn);
  const labor = (await read.select().from(ticketLabor)).filter(isOwn);
  const extras = (await read.select().from(ticketExtras)).filter(isOwn);
  return totalsOf(
    {
      ...ticket,
      parts: parts.map((line) => ({ ...line, quantity: line.quantity / 1000 })),
      labor: labor.map((line) => ({
        ...line,
        hours: line.hours === null ? null : line.hours / 100,
        totalCents: line.priceCents ?? 0,
      })),
      extras,
    },
    settings,
  );
}

/** Calls again while the database has no room for the call, as clients do. */
async function served(edit: () => Promise<unknown>): Promise<void> {
  try {
    await edit();
  } catch (error) {
    if (!(error instanceof TRPCError) || appErrorOf(error).reason !== 'STORAGE_UNAVAILABLE') throw error;
    await served(edit);
  }
}

const EDITORS = 64;

test(`${EDITORS} parallel editors leave the totals of what they wrote`, async () => {
  const settings = await boss.call.shop.update({ taxMode: 'exclusive', taxes: irish, supplies: { percent: 1 } });
  const { id, version } = await someTicket(cara);
  const part = await somePart(mia, { decimals: 1, quantity: 1_000, priceCents: 99 });
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'All' });
  const jobId = jobs[0]?.id ?? 0;
  const edits = [
    () => mia.call.tickets.addPart({ id, partId: part.id, quantity: 0.1 }),
    () => mia.call.tickets.addPart({ id, partId: part.id, jobId, quantity: 0.7 }),
    (n: number) => mia.call.tickets.addLabor({ id, description: `Step ${n}`, hours: 0.25, rateCents: 7_777 }),
    (n: number) => boss.call.tickets.addLabor({ id, jobId, description: `Step ${n}`, priceCents: n }),
    (n: number) => mia.call.tickets.addExtra({ id, jobId, kind: 'fee', description: `Fee ${n}`, amountCents: 10 + n }),
    (n: number) => boss.call.tickets.update({ id, discount: { kind: 'amount', amountCents: 1 + n } }),
    (n: number) => mia.call.tickets.updateJob({ id, jobId, discount: { kind: 'percent', percent: 1 + n / 10 } }),
    (n: number) => mia.call.tickets.addJob({ id, name: `Job ${n}` }),
  ];
  await Promise.all(Array.from({ length: EDITORS }, (_, n) => served(async () => edits[n % edits.length]?.(n))));
  const ticket = await mia.call.tickets.get({ id });
  const each = EDITORS / edits.length;
  expect(ticket).toMatchObject({ version: version + 1 + EDITORS, parts: [{ reserved: 0.8 }, { reserved: 5.6 }] });
  expect([ticket.labor.length, ticket.extras.length, ticket.jobs.length]).toEqual([2 * each, each, each + 1]);
  expect(ticket.totals).toEqual(await recomputed(ticket, settings));
  expect(ticket.totals.partsCents).toBe(79 + 554);
});

test('a change that takes the total out of bounds is rejected at its member', async () => {
  const { id } = await someTicket(cara);
  const dear = { priceCents: 10_000_000_000, quantity: 100_000 };
  for (let n = 0; n < 7; n++) {
    const part = await somePart(mia, dear);
    await mia.call.tickets.addPart({ id, partId: part.id, quantity: 100_000 });
  }
  const before = await mia.call.tickets.get({ id });
  const part = await somePart(mia, dear);
  await refusedAt(mia.call.tickets.addPart({ id, partId: part.id, quantity: 100_000 }), 'quantity');
  expect(await mia.call.tickets.get({ id })).toEqual(before);
});
