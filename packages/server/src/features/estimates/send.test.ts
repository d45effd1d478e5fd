import { totalsOf } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { codeDigest } from '../../platform/security/codes.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';
import { estimates } from '../tickets/approvals-table.ts';
import { approvalsOf, expectAgreement, quotedTicket } from './testing/quoted.ts';

const shop = await shopOfFile({ publicUrl: 'https://shop.example.com' });
const [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
const CODE = /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/;

describe('send', () => {
  test('freezes all jobs that are not declined, without the lines of no job', async () => {
    const settings = await boss.call.shop.update({
      taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 13.5, feesPercent: 23 },
    });
    const { id, brakes, exhaust, version } = await quotedTicket(mia, cara);
    const ticket = await mia.call.tickets.update({ id, discount: { kind: 'percent', percent: 10 } });
    const sent = await mia.call.estimates.send({ ticketId: id, version: version + 1, message: ' Two jobs. ' });
    const ofJobs = <T extends { jobId: number | null }>(lines: T[]) => lines.filter(({ jobId }) => jobId !== null);
    expect(sent).toEqual({
      id: sent.id,
      ticketId: id,
      number: 1,
      status: 'sent',
      message: 'Two jobs.',
      currency: 'EUR',
      taxMode: 'exclusive',
      jobs: [
        {
          jobId: brakes,
          name: 'Brakes',
          description: 'Front axle',
          labor: [{ description: 'Fit pads', hours: 1.5, totalCents: 12_000 }],
          parts: [
            { name: 'Brake pad', sku: null, unit: 'piece', quantity: 2, unitPriceCents: 4_990, totalCents: 9_980 },
          ],
          extras: [],
          discountCents: 0,
          netCents: 21_980,
          decision: null,
        },
        {
          jobId: exhaust,
          name: 'Exhaust',
          description: null,
          labor: [],
          parts: [],
          extras: [{ kind: 'sublet', description: 'Welding', amountCents: 9_000 }],
          discountCents: 0,
          netCents: 9_000,
          decision: null,
        },
      ],
      totals: totalsOf({ ...ticket, parts: ofJobs(ticket.parts), labor: ofJobs(ticket.labor) }, settings),
      sentBy: { id: mia.id, firstName: 'Mia', lastName: mia.session.account.lastName },
      sentAt: '2026-11-20T09:30:00.000Z',
      expiresAt: '2026-12-04T23:59:59.999Z',
      viewedAt: null,
      answer: null,
      code: expect.stringMatching(CODE),
      url: `https://shop.example.com/e/${sent.code}`,
    });
    expect(sent.totals.discountCents).toBe(3_098);
    expect(approvalsOf(await cara.call.tickets.get({ id }))).toEqual({ Brakes: 'asked', Exhaust: 'asked' });
    expect(await mia.call.tickets.get({ id })).toMatchObject({ version: version + 2 });
    await expectAgreement(shop.shop.database);
  });

  test('stores only the digest of the code, and never returns the code again', async () => {
    const { id } = await quotedTicket(mia, cara);
    const { code, url: _, ...sent } = await mia.call.estimates.send({ ticketId: id });
    const [row] = await shop.shop.database.read.select().from(estimates).where(eq(estimates.id, sent.id));
    expect(row?.digest).toBe(codeDigest(code));
    expect(JSON.stringify(row)).not.toContain(code);
    for (const actor of [mia, boss, cara]) {
      expect(await actor.call.estimates.get({ id: sent.id })).toEqual(sent);
      expect(await actor.call.estimates.list({ ticketId: id })).toEqual({ items: [sent], nextCursor: null });
    }
  });

  test('has no url without PUBLIC_URL', async () => {
    const own = await freshShop();
    const [mechanic, owner] = [await own.mechanic(), await own.customer()];
    const { id } = await quotedTicket(mechanic, owner);
    expect((await mechanic.call.estimates.send({ ticketId: id })).url).toBeNull();
  });

  test('sends only named jobs, also declined ones', async () => {
    const { id, brakes, exhaust } = await quotedTicket(mia, cara);
    const first = await mia.call.estimates.send({ ticketId: id, jobIds: [exhaust] });
    expect(first.jobs.map(({ jobId }) => jobId)).toEqual([exhaust]);
    expect(first.totals.subletCents).toBe(9_000);
    expect(first.totals.partsCents).toBe(0);
    expect(approvalsOf(await mia.call.tickets.get({ id }))).toEqual({ Brakes: 'none', Exhaust: 'asked' });
    await shop.anonymous.estimates.answer({ code: first.code, approve: [], decline: [exhaust], by: 'Cara' });
    const second = await mia.call.estimates.send({ ticketId: id, jobIds: null });
    expect(second.jobs.map(({ jobId }) => jobId)).toEqual([brakes]);
    const third = await mia.call.estimates.send({ ticketId: id, jobIds: [exhaust, brakes] });
    expect(third).toMatchObject({ number: 3, jobs: [{ jobId: brakes }, { jobId: exhaust, netCents: 9_000 }] });
    expect(third.totals.subletCents).toBe(9_000);
    expect(approvalsOf(await mia.call.tickets.get({ id }))).toEqual({ Brakes: 'asked', Exhaust: 'asked' });
    await expectAgreement(shop.shop.database);
  });

  test('supersedes the estimate that waits, and asks only for what it names', async () => {
    const { id, brakes, exhaust } = await quotedTicket(mia, cara);
    const first = await mia.call.estimates.send({ ticketId: id });
    const second = await mia.call.estimates.send({ ticketId: id, jobIds: [brakes] });
    expect((await mia.call.estimates.list({ ticketId: id })).items.map(({ status }) => status)).toEqual([
      'sent',
      'superseded',
    ]);
    expect(approvalsOf(await mia.call.tickets.get({ id }))).toEqual({ Brakes: 'asked', Exhaust: 'none' });
    const answer = { approve: [brakes, exhaust], decline: [], by: 'Cara' };
    await refused(shop.anonymous.estimates.answer({ code: first.code, ...answer }), 'ESTIMATE_CLOSED', {
      status: 'superseded',
    });
    await shop.anonymous.estimates.answer({ code: second.code, ...answer, approve: [brakes] });
    const third = await mia.call.estimates.send({ ticketId: id });
    expect(third.number).toBe(3);
    expect(await mia.call.estimates.get({ id: second.id })).toMatchObject({ status: 'answered' });
    expect(approvalsOf(await mia.call.tickets.get({ id }))).toEqual({ Brakes: 'approved', Exhaust: 'asked' });
    await expectAgreement(shop.shop.database);
  });

  test('rejects a ticket without jobs, foreign and repeated jobs, a stale version and a closed ticket', async () => {
    const empty = await someTicket(cara);
    await refusedAt(mia.call.estimates.send({ ticketId: empty.id }), 'jobIds');
    const { id, brakes, version } = await quotedTicket(mia, cara);
    const other = await quotedTicket(mia, cara);
    await refusedAt(mia.call.estimates.send({ ticketId: id, jobIds: [] }), 'jobIds');
    await refusedAt(mia.call.estimates.send({ ticketId: id, jobIds: [brakes, other.brakes] }), 'jobIds');
    await refusedAt(mia.call.estimates.send({ ticketId: id, jobIds: [brakes, brakes] }), 'jobIds');
    const current = await mia.call.tickets.get({ id });
    await refused(mia.call.estimates.send({ ticketId: id, version: version - 1 }), 'VERSION_MISMATCH', { current });
    await refused(cara.call.estimates.send({ ticketId: id }), 'ROLE_REQUIRED', { role: 'mechanic' });
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(mia.call.estimates.send({ ticketId: id }), 'TICKET_CLOSED', { status: 'cancelled' });
    expect((await mia.call.estimates.list({ ticketId: id })).items).toEqual([]);
  });

  test('is a frozen copy: later changes of ticket, vehicle, customer and shop leave it as it was', async () => {
    const own = await freshShop();
    const [admin, mechanic, owner] = [await own.admin(), await own.mechanic(), await own.customer()];
    const vehicle = await owner.call.vehicles.create({
      make: 'Saab',
      model: '900',
      year: 1990,
      licensePlate: 'SA 900',
    });
    const { id, brakes } = await quotedTicket(mechanic, owner, vehicle.id);
    const { code } = await mechanic.call.estimates.send({ ticketId: id });
    const before = await own.anonymous.estimates.view({ code });
    await mechanic.call.tickets.addLabor({ id, jobId: brakes, description: 'More', hours: 9, rateCents: 9_900 });
    await mechanic.call.tickets.removeJob({ id, jobId: brakes });
    await mechanic.call.tickets.update({ id, discount: { kind: 'percent', percent: 50 } });
    await owner.call.vehicles.update({ id: vehicle.id, licensePlate: 'OTHER' });
    await mechanic.call.customers.update({ id: owner.id, firstName: 'Otto', taxExempt: true });
    await admin.call.shop.update({ name: 'Sold', currency: 'USD', taxMode: 'inclusive', timeZone: 'Asia/Tokyo' });
    expect(await own.anonymous.estimates.view({ code })).toEqual(before);
  });
});

describe('withdraw', () => {
  test('closes the estimate, and its jobs are not asked for any more', async () => {
    const { id, brakes } = await quotedTicket(mia, cara);
    const { code, url: _, ...sent } = await mia.call.estimates.send({ ticketId: id });
    const withdrawn = { ...sent, status: 'withdrawn' as const };
    expect(await mia.call.estimates.withdraw({ id: sent.id })).toEqual(withdrawn);
    expect(approvalsOf(await mia.call.tickets.get({ id }))).toEqual({ Brakes: 'none', Exhaust: 'none' });
    const details = { status: 'withdrawn' } as const;
    await refused(mia.call.estimates.withdraw({ id: sent.id }), 'ESTIMATE_CLOSED', details);
    const answer = { code, approve: [brakes], decline: [], by: 'Cara' };
    await refused(shop.anonymous.estimates.answer(answer), 'ESTIMATE_CLOSED', details);
    expect((await shop.anonymous.estimates.view({ code })).estimate.status).toBe('withdrawn');
    await refused(cara.call.estimates.withdraw({ id: sent.id }), 'ROLE_REQUIRED', { role: 'mechanic' });
  });

  test.each(['completed', 'cancelled'] as const)('happens when the ticket is %s', async (status) => {
    const { id } = await quotedTicket(mia, cara);
    const { id: estimateId } = await mia.call.estimates.send({ ticketId: id });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    expect((await mia.call.estimates.get({ id: estimateId })).status).toBe('sent');
    const closed = await mia.call.tickets.setStatus({ id, status });
    expect(approvalsOf(closed)).toEqual({ Brakes: 'none', Exhaust: 'none' });
    expect((await mia.call.estimates.get({ id: estimateId })).status).toBe('withdrawn');
    await expectAgreement(shop.shop.database);
  });
});

test('a ticket with an estimate keeps its customer and cannot be deleted', async () => {
  const { id } = await someTicket(cara);
  const { jobs } = await mia.call.tickets.addJob({ id, name: 'Noise' });
  const other = await shop.customer();
  await mia.call.tickets.setCustomer({ id, customerId: other.id });
  await mia.call.tickets.setCustomer({ id, customerId: cara.id });
  await mia.call.estimates.send({ ticketId: id, jobIds: [jobs[0]!.id] });
  await refused(mia.call.tickets.setCustomer({ id, customerId: other.id }), 'IN_USE', { by: 'estimates' });
  await refused(boss.call.tickets.delete({ id }), 'IN_USE', { by: 'estimates' });
});

test('estimates follow their ticket when customers are merged', async () => {
  const walkIn = await mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
  const ticket = await mia.call.tickets.create({ customerId: walkIn.id, description: 'It rattles' });
  const { jobs } = await mia.call.tickets.addJob({ id: ticket.id, name: 'Exhaust' });
  const { id, code } = await mia.call.estimates.send({ ticketId: ticket.id });
  await refused(cara.call.estimates.get({ id }), 'NOT_FOUND', { resource: 'estimate' });
  await boss.call.customers.merge({ id: walkIn.id, intoId: cara.id });
  expect((await shop.anonymous.estimates.view({ code })).customerFirstName).toBe('Walt');
  const decided = await cara.call.estimates.decide({ id, approve: [jobs[0]!.id], decline: [] });
  expect(decided).toMatchObject({ status: 'answered', answer: { method: 'account' } });
});
