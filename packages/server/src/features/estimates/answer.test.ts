import { describe, expect, test } from 'vitest';
import { defaultRates } from '../../platform/limits/limits.ts';
import { newCode } from '../../platform/security/codes.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { approvals } from '../tickets/approvals-table.ts';
import { approvalsOf, expectAgreement, quotedTicket } from './testing/quoted.ts';

const shop = await shopOfFile();
const [mia, cara, eve] = [await shop.mechanic(), await shop.customer(), await shop.customer()];
const visitor = shop.anonymous.estimates;

async function sentTicket() {
  const ticket = await quotedTicket(mia, cara);
  return { ...ticket, ...(await mia.call.estimates.send({ ticketId: ticket.id })), ticketId: ticket.id };
}

describe('view', () => {
  test('shows the estimate with shop, vehicle and first name, and nothing about staff', async () => {
    const vehicle = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990, licensePlate: 'SA 900' });
    await mia.call.vehicles.update({ id: vehicle.id, note: 'Smells of dog.' });
    const { id: ticketId } = await quotedTicket(mia, cara, vehicle.id);
    const { code, url: _, ...sent } = await mia.call.estimates.send({ ticketId });
    const seen = await visitor.view({ code: code.toLowerCase().replaceAll('-', ' ') });
    expect(seen).toEqual({
      shop: {
        name: 'Mechanic shop',
        address: null,
        phone: null,
        email: null,
        taxNumber: null,
        language: 'en',
        timeZone: 'UTC',
      },
      ticketId,
      customerFirstName: 'Cara',
      vehicle: { make: 'Saab', model: '900', year: 1990, licensePlate: 'SA 900' },
      estimate: { ...sent, sentBy: null, viewedAt: '2026-11-20T09:30:00.000Z' },
    });
    for (const hidden of ['Rust.', 'Smells', 'Mia', cara.email, 'Driver', 'Main Street']) {
      expect(JSON.stringify(seen)).not.toContain(hidden);
    }
  });

  test('records only the first view, which changes neither estimate nor ticket', async () => {
    const own = await freshShop();
    const [mechanic, owner] = [await own.mechanic(), await own.customer()];
    const { id: ticketId } = await quotedTicket(mechanic, owner);
    const { code, id } = await mechanic.call.estimates.send({ ticketId });
    const { version } = await mechanic.call.tickets.get({ id: ticketId });
    own.advance(60_000);
    await Promise.all([own.anonymous.estimates.view({ code }), own.anonymous.estimates.view({ code })]);
    own.advance(60_000);
    expect((await own.anonymous.estimates.view({ code })).estimate.viewedAt).toBe('2026-11-20T09:31:00.000Z');
    expect((await mechanic.call.estimates.get({ id })).viewedAt).toBe('2026-11-20T09:31:00.000Z');
    expect((await mechanic.call.tickets.get({ id: ticketId })).version).toBe(version);
  });

  test('and answer reject an unknown code alike', async () => {
    const code = newCode();
    await refused(visitor.view({ code }), 'INVALID_CODE');
    await refused(visitor.answer({ code, approve: [1], decline: [], by: 'Eve' }), 'INVALID_CODE');
  });
});

describe('answer', () => {
  test('approves and declines job by job, and changes stock and totals with it', async () => {
    const { ticketId, id, code, brakes, exhaust, pads } = await sentTicket();
    const lists = { approve: [exhaust], decline: [brakes] };
    const { estimate } = await visitor.answer({ code, ...lists, by: ' Carl ', note: 'Brakes next year.' });
    const answer = {
      id: estimate.answer?.id,
      ticketId,
      estimateId: id,
      method: 'link',
      by: 'Carl',
      recordedBy: null,
      approved: [exhaust],
      declined: [brakes],
      approvedCents: 9_000,
      note: 'Brakes next year.',
      at: '2026-11-20T09:30:00.000Z',
    };
    expect(estimate).toMatchObject({
      status: 'answered',
      viewedAt: '2026-11-20T09:30:00.000Z',
      jobs: [
        { jobId: brakes, decision: 'declined' },
        { jobId: exhaust, decision: 'approved' },
      ],
      answer,
      sentBy: null,
    });
    for (const actor of [mia, cara]) expect((await actor.call.estimates.get({ id })).answer).toEqual(answer);
    const ticket = await cara.call.tickets.get({ id: ticketId });
    expect(approvalsOf(ticket)).toEqual({ Brakes: 'declined', Exhaust: 'approved' });
    expect(ticket.jobs.map(({ approvedCents }) => approvedCents)).toEqual([null, 9_000]);
    expect(ticket.totals).toMatchObject({ partsCents: 0, laborCents: 1_000, subletCents: 9_000 });
    expect(ticket.parts).toMatchObject([{ reserved: 0, missing: 0 }]);
    expect(await shop.anonymous.inventory.get({ id: pads.id })).toMatchObject({ reserved: 0, available: 10 });
    const [movement] = (await mia.call.inventory.movements({ partId: pads.id })).items;
    expect(movement).toMatchObject({ kind: 'release', delta: -2, ticketId, accountId: null });
    await expectAgreement(shop.shop.database);
  });

  test('is booked to no account, even if someone is logged in where the link is opened', async () => {
    const { code, brakes, exhaust, pads } = await sentTicket();
    await mia.call.estimates.answer({ code, approve: [exhaust], decline: [brakes], by: 'Carl' });
    const [movement] = (await mia.call.inventory.movements({ partId: pads.id })).items;
    expect(movement).toMatchObject({ kind: 'release', accountId: null });
  });

  test('works once', async () => {
    const { code, brakes, exhaust } = await sentTicket();
    await visitor.answer({ code, approve: [brakes, exhaust], decline: [], by: 'Cara' });
    const again = visitor.answer({ code, approve: [], decline: [brakes, exhaust], by: 'Cara' });
    await refused(again, 'ESTIMATE_CLOSED', { status: 'answered' });
    expect((await visitor.view({ code })).estimate.answer).toMatchObject({ approved: [brakes, exhaust] });
  });

  test('needs every job in exactly one list', async () => {
    const { code, ticketId, brakes, exhaust } = await sentTicket();
    const { version } = await mia.call.tickets.get({ id: ticketId });
    const by = 'Cara';
    await refusedAt(visitor.answer({ code, approve: [brakes], decline: [], by }), 'approve');
    await refusedAt(visitor.answer({ code, approve: [], decline: [], by }), 'approve');
    await refusedAt(visitor.answer({ code, approve: [brakes, exhaust, 999_999], decline: [], by }), 'approve');
    await refusedAt(visitor.answer({ code, approve: [brakes, exhaust], decline: [999_999], by }), 'decline');
    await refusedAt(visitor.answer({ code, approve: [brakes, exhaust], decline: [brakes], by }), 'decline');
    await refusedAt(visitor.answer({ code, approve: [brakes, brakes], decline: [exhaust], by }), 'decline');
    await refusedAt(visitor.answer({ code, approve: [brakes], decline: [exhaust], by: ' ' }), 'by');
    expect((await mia.call.tickets.get({ id: ticketId })).version).toBe(version);
    expect((await visitor.view({ code })).estimate).toMatchObject({ status: 'sent', answer: null });
  });

  test('approves the net of the estimate: work that became dearer since is exceeded', async () => {
    const { code, ticketId, brakes, exhaust } = await sentTicket();
    await mia.call.tickets.addExtra({ id: ticketId, jobId: brakes, kind: 'fee', description: 'Disc', amountCents: 1 });
    await visitor.answer({ code, approve: [brakes, exhaust], decline: [], by: 'Cara' });
    const ticket = await mia.call.tickets.get({ id: ticketId });
    expect(ticket.jobs).toMatchObject([
      { approval: 'exceeded', approvedCents: 21_980, netCents: 21_981 },
      { approval: 'approved', approvedCents: 9_000 },
    ]);
  });

  test('keeps a job that was removed since in its lists, without effect', async () => {
    const { code, ticketId, brakes, exhaust } = await sentTicket();
    await mia.call.tickets.removeJob({ id: ticketId, jobId: brakes });
    const { estimate } = await visitor.answer({ code, approve: [brakes], decline: [exhaust], by: 'Cara' });
    expect(estimate.jobs).toMatchObject([{ decision: 'approved' }, { decision: 'declined' }]);
    expect(estimate.answer).toMatchObject({ approved: [brakes], approvedCents: 21_980 });
    expect(approvalsOf(await mia.call.tickets.get({ id: ticketId }))).toEqual({ Exhaust: 'declined' });
    await expectAgreement(shop.shop.database);
  });
});

describe('decide', () => {
  test('answers for the owner, under their name', async () => {
    const { id, ticketId, brakes, exhaust } = await sentTicket();
    const lists = { approve: [brakes], decline: [exhaust] };
    const decided = await cara.call.estimates.decide({ id, ...lists, note: 'Thanks' });
    const { firstName, lastName } = cara.session.account;
    expect(decided.answer).toMatchObject({ method: 'account', by: `${firstName} ${lastName}`, note: 'Thanks' });
    expect(decided.sentBy).toMatchObject({ firstName: 'Mia' });
    expect(approvalsOf(await cara.call.tickets.get({ id: ticketId }))).toEqual({
      Brakes: 'approved',
      Exhaust: 'declined',
    });
    await refused(cara.call.estimates.decide({ id, ...lists }), 'ESTIMATE_CLOSED', { status: 'answered' });
  });

  test('takes effect once per idempotency key', async () => {
    const { id, brakes, exhaust } = await sentTicket();
    const keyed = await shop.withToken(cara.session.token, `decide ${id}`);
    const input = { id, approve: [brakes, exhaust], decline: [] };
    const decided = await keyed.estimates.decide(input);
    expect(await keyed.estimates.decide(input)).toEqual(decided);
  });

  test('is for the owner alone', async () => {
    const { id, ticketId, brakes, exhaust } = await sentTicket();
    const lists = { approve: [brakes, exhaust], decline: [] };
    const unknown = { resource: 'estimate' } as const;
    await refused(eve.call.estimates.decide({ id, ...lists }), 'NOT_FOUND', unknown);
    await refused(eve.call.estimates.get({ id }), 'NOT_FOUND', unknown);
    await refused(eve.call.estimates.list({ ticketId }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(mia.call.estimates.decide({ id, ...lists }), 'ROLE_REQUIRED', { role: 'customer' });
    await refused(mia.call.estimates.decide({ id: 999_999, ...lists }), 'NOT_FOUND', unknown);
    await refused(shop.anonymous.estimates.decide({ id, ...lists }), 'NOT_SIGNED_IN');
    expect(await mia.call.estimates.get({ id })).toMatchObject({ status: 'sent', answer: null });
    expect(await shop.shop.database.read.$count(approvals)).toBeGreaterThan(0);
  });
});

test('tries of codes are limited per address, views and answers together', async () => {
  const own = await freshShop({ rates: { ...defaultRates, codes: { points: 3, seconds: 60 } } });
  const from = (address: string) => own.from(address).estimates;
  const code = newCode();
  await refused(from('192.0.2.1').view({ code }), 'INVALID_CODE');
  await refused(from('192.0.2.1').answer({ code, approve: [], decline: [], by: 'Eve' }), 'INVALID_CODE');
  await refused(from('192.0.2.1').view({ code }), 'INVALID_CODE');
  await refused(from('192.0.2.1').view({ code }), 'RATE_LIMITED');
  await refused(from('192.0.2.1').answer({ code, approve: [], decline: [], by: 'Eve' }), 'RATE_LIMITED');
  await refused(from('192.0.2.2').view({ code }), 'INVALID_CODE');
});
