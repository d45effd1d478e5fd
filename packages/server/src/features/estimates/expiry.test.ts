import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cleanUp } from '../../process/housekeeping.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { estimates } from '../tickets/approvals-table.ts';
import { ticketJobs } from '../tickets/lines-table.ts';
import { expiryOf } from './send.ts';
import { approvalsOf, expectAgreement, quotedTicket } from './testing/quoted.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test.each([
  ['2026-11-20T09:30:00.000Z', 'UTC', 14, '2026-12-04T23:59:59.999Z'],
  // The clock goes forward between the two days, so the last day ends an hour earlier in UTC.
  ['2026-03-27T12:00:00.000Z', 'Europe/Dublin', 3, '2026-03-30T22:59:59.999Z'],
  // It goes back.
  ['2026-10-23T12:00:00.000Z', 'Europe/Dublin', 3, '2026-10-26T23:59:59.999Z'],
  // The last day is the one on which the clock changes.
  ['2026-03-28T12:00:00.000Z', 'Europe/Dublin', 1, '2026-03-29T22:59:59.999Z'],
  // Already tomorrow in Tokyo, still yesterday in Los Angeles.
  ['2026-11-20T23:00:00.000Z', 'Asia/Tokyo', 1, '2026-11-22T14:59:59.999Z'],
  ['2026-11-20T03:00:00.000Z', 'America/Los_Angeles', 1, '2026-11-21T07:59:59.999Z'],
])('an estimate of %s in %s expires %j days later at the end of the day', (sentAt, timeZone, estimateDays, end) => {
  expect(expiryOf(new Date(sentAt), { timeZone, estimateDays }).toISOString()).toBe(end);
});

test('the clock decides until housekeeping marks what has expired', async () => {
  const shop = await freshShop();
  const [admin, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
  await admin.call.shop.update({ estimateDays: 1, timeZone: 'Europe/Dublin' });
  const { id, brakes, exhaust } = await quotedTicket(mia, cara);
  const sent = await mia.call.estimates.send({ ticketId: id });
  expect(sent.expiresAt).toBe('2026-11-21T23:59:59.999Z');
  const statusOf = async () => (await shop.anonymous.estimates.view({ code: sent.code })).estimate.status;
  const answer = { code: sent.code, approve: [brakes, exhaust], decline: [], by: 'Cara' };

  // 9:30 to the last minute of the next day.
  shop.advance(DAY + 14 * 60 * MINUTE + 29 * MINUTE);
  expect(await cleanUp(shop.shop)).toBe(0);
  expect(await statusOf()).toBe('sent');
  expect(approvalsOf(await mia.call.tickets.get({ id }))).toEqual({ Brakes: 'asked', Exhaust: 'asked' });

  shop.advance(MINUTE);
  const stored = async () => {
    const [row] = await shop.shop.database.read.select().from(estimates).where(eq(estimates.id, sent.id));
    const jobs = await shop.shop.database.read.select().from(ticketJobs).where(eq(ticketJobs.ticketId, id));
    return [row?.status, ...jobs.map(({ approval }) => approval)];
  };
  expect(await stored()).toEqual(['sent', 'asked', 'asked']);
  const [again, keeper] = [await shop.login(mia.email), await shop.login(cara.email)];
  const seenBy = [() => again.call.tickets.get({ id }), () => keeper.call.tickets.get({ id })];
  for (const read of seenBy) expect(approvalsOf(await read())).toEqual({ Brakes: 'none', Exhaust: 'none' });
  expect(await statusOf()).toBe('expired');
  await refused(shop.anonymous.estimates.answer(answer), 'ESTIMATE_CLOSED', { status: 'expired' });
  await refused(
    keeper.call.estimates.decide({ id: sent.id, approve: [], decline: [brakes, exhaust] }),
    'ESTIMATE_CLOSED',
    {
      status: 'expired',
    },
  );
  await refused(again.call.estimates.withdraw({ id: sent.id }), 'ESTIMATE_CLOSED', { status: 'expired' });

  await cleanUp(shop.shop);
  expect(await stored()).toEqual(['expired', 'none', 'none']);
  expect(await statusOf()).toBe('expired');
  for (const read of seenBy) expect(approvalsOf(await read())).toEqual({ Brakes: 'none', Exhaust: 'none' });
  await expectAgreement(shop.shop.database);
});

test('what expired unmarked stays expired, not superseded or withdrawn', async () => {
  const shop = await freshShop();
  const [mia, cara] = [await shop.mechanic(), await shop.customer()];
  const { id } = await quotedTicket(mia, cara);
  const first = await mia.call.estimates.send({ ticketId: id });
  shop.advance(15 * DAY);
  const again = await shop.login(mia.email);
  const second = await again.call.estimates.send({ ticketId: id });
  expect((await again.call.estimates.get({ id: first.id })).status).toBe('expired');
  expect(approvalsOf(await again.call.tickets.get({ id }))).toEqual({ Brakes: 'asked', Exhaust: 'asked' });
  shop.advance(15 * DAY);
  const later = await shop.login(mia.email);
  await later.call.tickets.setStatus({ id, status: 'cancelled' });
  expect((await later.call.estimates.get({ id: second.id })).status).toBe('expired');
  await expectAgreement(shop.shop.database);
});
