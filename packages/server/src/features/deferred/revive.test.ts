import { afterAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';
import { jobsOf } from './testing/jobs.ts';

const shop = await shopOfFile();
const [mia, boss] = [await shop.mechanic(), await shop.admin()];
const [cara, dora] = [await shop.customer(), await shop.customer()];
afterAll(() => expectConsistent(shop.shop.database));

const { stored, cancel, withJobs, cancelled, ofTicket } = jobsOf(mia, cara);

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;

describe('revive', () => {
  test('copies the job at the prices of today, and what is short is on backorder', async () => {
    const part = await somePart(mia, { quantity: 2, priceCents: 1_000, decimals: 1, unit: 'litre' });
    const { id, jobIds } = await withJobs();
    const [jobId = 0] = jobIds;
    await boss.call.shop.update({ laborRateCents: 5_000 });
    const changes = { note: 'soon', discount: { kind: 'percent', percent: 10 } } as const;
    await mia.call.tickets.updateJob({ id, jobId, ...changes });
    const { parts } = await mia.call.tickets.addPart({ id, jobId, partId: part.id, quantity: 2.5, backorder: true });
    await mia.call.tickets.updatePart({ id, lineId: parts[0]?.id ?? 0, taxable: false });
    await mia.call.tickets.addLabor({ id, jobId, description: 'Fit', hours: 1.25, mechanicId: mia.id });
    await mia.call.tickets.addLabor({ id, jobId, description: 'Check', priceCents: 700, taxable: false });
    await mia.call.tickets.addExtra({ id, jobId, kind: 'sublet', description: 'Paint', amountCents: 900 });
    await cancel(id);
    const before = await stored(id);
    await boss.call.shop.update({ laborRateCents: 6_000 });
    await mia.call.inventory.update({ id: part.id, name: 'Better oil', priceCents: 1_200 });
    const target = await someTicket(cara);
    const revived = await mia.call.deferred.revive({ jobId, ticketId: target.id });
    expect(revived).toMatchObject({ id: target.id, version: 2 });
    const [job] = revived.jobs;
    expect(job).toMatchObject({ name: 'Brakes', description: 'Brakes, all of it', ...changes, approval: 'none' });
    expect(job?.id).not.toBe(jobId);
    const line = { quantity: 2.5, reserved: 2, missing: 0.5, unitPriceCents: 1_200, taxable: false };
    expect(revived.parts).toMatchObject([{ jobId: job?.id, partId: part.id, name: 'Better oil', ...line }]);
    expect(revived.labor).toMatchObject([
      { jobId: job?.id, description: 'Fit', hours: 1.25, rateCents: 5_000, taxable: true, mechanic: null, done: false },
      { jobId: job?.id, description: 'Check', hours: null, totalCents: 700, taxable: false },
    ]);
    expect(revived.extras).toMatchObject([{ kind: 'sublet', description: 'Paint', amountCents: 900 }]);
    expect(await stored(target.id)).toEqual(revived);
    expect(await stored(id)).toEqual(before);
    expect(await ofTicket(id)).toEqual([]);
    expect(await ofTicket(id, false)).toMatchObject([{ jobId, revivedTicketId: target.id, dismissed: false }]);
  });

  test('reserves nothing before the customer approves, where the shop requires that', async () => {
    const part = await somePart(mia);
    const { id, jobIds } = await withJobs();
    await mia.call.tickets.addPart({ id, jobId: jobIds[0], partId: part.id });
    await cancel(id);
    await boss.call.shop.update({ approvalRequired: true });
    const target = await someTicket(cara);
    const { parts } = await mia.call.deferred.revive({ jobId: jobIds[0] ?? 0, ticketId: target.id });
    expect(parts).toMatchObject([{ quantity: 1, reserved: 0, missing: 0 }]);
    await boss.call.shop.update({ approvalRequired: false });
  });

  test('is refused for what is not deferred, for closed tickets and those of other customers', async () => {
    const { id, jobId } = await cancelled();
    const [open, closed, foreign] = [await withJobs(), await cancelled(), await someTicket(dora)];
    const { revive } = mia.call.deferred;
    await refused(revive({ jobId: NO_SUCH_ID, ticketId: open.id }), 'NOT_FOUND', { resource: 'job' });
    await refused(revive({ jobId: open.jobIds[0] ?? 0, ticketId: open.id }), 'NOT_FOUND', { resource: 'job' });
    await refused(revive({ jobId, ticketId: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'ticket' });
    await refusedAt(revive({ jobId, ticketId: foreign.id }), 'ticketId');
    for (const ticketId of [id, closed.id]) {
      await refused(revive({ jobId, ticketId }), 'TICKET_CLOSED', { status: 'cancelled' });
    }
    const ticketId = open.id;
    for (const who of [cara, dora]) {
      await refused(who.call.deferred.revive({ jobId, ticketId }), 'ROLE_REQUIRED', { role: 'mechanic' });
      await refused(who.call.deferred.dismiss({ jobId }), 'ROLE_REQUIRED', { role: 'mechanic' });
    }
    expect(await ofTicket(id)).toMatchObject([{ jobId, revivedTicketId: null }]);
    expect((await stored(ticketId)).jobs).toHaveLength(1);
  });

  test('rejects parts that are retired since', async () => {
    const part = await somePart(mia);
    const { id, jobIds } = await withJobs();
    await mia.call.tickets.addPart({ id, jobId: jobIds[0], partId: part.id });
    await cancel(id);
    await mia.call.inventory.update({ id: part.id, active: false });
    const target = await someTicket(cara);
    await refusedAt(mia.call.deferred.revive({ jobId: jobIds[0] ?? 0, ticketId: target.id }), 'jobId');
    expect((await stored(target.id)).jobs).toEqual([]);
    expect(await ofTicket(id)).toHaveLength(1);
  });

  test('by 8 at once onto two tickets copies the job once', async () => {
    const { id, jobId } = await cancelled();
    const targets = [await someTicket(cara), await someTicket(cara)];
    const calls = Array.from({ length: 8 }, (_, at) =>
      (at % 2 ? mia : boss).call.deferred.revive({ jobId, ticketId: targets[at % 2]?.id ?? 0 }).then(
        () => 'done',
        () => 'refused',
      ),
    );
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    const jobs = await Promise.all(targets.map(async (target) => (await stored(target.id)).jobs.length));
    expect(jobs.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await ofTicket(id, false)).toHaveLength(1);
  });

  test('counts for nothing when the ticket with the copy is deleted', async () => {
    const { id, jobId } = await cancelled();
    const target = await someTicket(cara);
    await mia.call.deferred.revive({ jobId, ticketId: target.id });
    await boss.call.tickets.delete({ id: target.id });
    expect(await ofTicket(id)).toMatchObject([{ jobId, revivedTicketId: null }]);
  });
});

test('a job that was revived or dismissed is closed', async () => {
  const [revived, dismissed] = [await cancelled(), await cancelled()];
  const target = await someTicket(cara);
  await mia.call.deferred.revive({ jobId: revived.jobId, ticketId: target.id });
  expect(await mia.call.deferred.dismiss({ jobId: dismissed.jobId })).toMatchObject({ id: dismissed.jobId });
  for (const { jobId } of [revived, dismissed]) {
    await refused(mia.call.deferred.revive({ jobId, ticketId: target.id }), 'DEFERRED_CLOSED');
    await refused(mia.call.deferred.dismiss({ jobId }), 'DEFERRED_CLOSED');
  }
  expect(await ofTicket(dismissed.id)).toEqual([]);
  expect(await ofTicket(dismissed.id, false)).toMatchObject([{ dismissed: true, revivedTicketId: null }]);
  expect((await stored(target.id)).jobs).toHaveLength(1);
});
