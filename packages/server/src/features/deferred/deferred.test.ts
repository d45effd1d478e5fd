import type { DeferredJob } from '@mechanic-shop/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { keyset } from '../../core/paging.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';
import { jobsOf } from './testing/jobs.ts';

const shop = await shopOfFile();
const [mia, boss] = [await shop.mechanic(), await shop.admin()];
const [cara, dora] = [await shop.customer(), await shop.customer()];
afterAll(() => expectConsistent(shop.shop.database));

const { stored, cancel, withJobs, cancelled, listed, ofTicket } = jobsOf(mia, cara);

const reopen = (id: number) => boss.call.tickets.setStatus({ id, status: 'open', note: 'again' });
async function complete(id: number) {
  await mia.call.tickets.setStatus({ id, status: 'in_progress' });
  await mia.call.tickets.setStatus({ id, status: 'completed' });
}
const idsOf = (jobs: DeferredJob[]) => jobs.map(({ jobId }) => jobId);

describe('the list', () => {
  test('has the declined jobs of completed tickets and all jobs of cancelled ones', async () => {
    const vehicle = await cara.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
    const { id, jobIds } = await withJobs({ vehicleId: vehicle.id, names: ['Brakes', 'Wash'] });
    const [declined = 0, done = 0] = jobIds;
    await mia.call.tickets.addLabor({ id, jobId: declined, description: 'Fit', priceCents: 1_000 });
    await mia.call.tickets.updateJob({ id, jobId: declined, discount: { kind: 'amount', amountCents: 1 } });
    const said = { method: 'phone', by: 'Cara' } as const;
    await mia.call.tickets.recordApproval({ id, approve: [done], decline: [declined], ...said });
    expect(await ofTicket(id)).toEqual([]);
    await complete(id);
    const deferred = {
      jobId: declined,
      ticketId: id,
      customerId: cara.id,
      vehicleId: vehicle.id,
      name: 'Brakes',
      description: 'Brakes, all of it',
      netCents: 999,
      reason: 'declined',
      deferredAt: shop.shop.now().toISOString(),
      revivedTicketId: null,
      dismissed: false,
    };
    expect(await ofTicket(id)).toEqual([deferred]);
    const other = await cancelled({ names: ['Clutch', 'Exhaust'] });
    const reasons = (await ofTicket(other.id)).map(({ jobId, reason, vehicleId }) => ({ jobId, reason, vehicleId }));
    expect(reasons).toEqual(
      other.jobIds.toReversed().map((jobId) => ({ jobId, reason: 'cancelled', vehicleId: null })),
    );
  });

  test('starts with the job that was deferred last, on pages', async () => {
    const tickets = [await withJobs({ owner: dora }), await withJobs({ owner: dora, names: ['One', 'Two'] })];
    const [old = { id: 0, jobIds: [] }, young = { id: 0, jobIds: [] }] = tickets;
    await cancel(young.id);
    shop.advance(1_000);
    await cancel(old.id);
    const expected = [...old.jobIds, ...young.jobIds.toReversed()];
    for (const filters of [{}, { customerId: dora.id }]) {
      const ids: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await mia.call.deferred.list({ ...filters, limit: 1, cursor });
        ids.push(...idsOf(page.items));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && ids.length < expected.length);
      expect(ids).toEqual(expected);
    }
  });

  test('is filtered by customer and vehicle, and shows customers their own', async () => {
    const owner = await shop.customer();
    const vehicle = await owner.call.vehicles.create({ make: 'VW', model: 'Golf', year: 2020 });
    const [plain, ofCar] = [await cancelled({ owner }), await cancelled({ owner, vehicleId: vehicle.id })];
    const foreign = await cancelled({ owner: dora });
    expect(idsOf(await listed(owner))).toEqual([ofCar.jobId, plain.jobId]);
    expect(idsOf(await listed(mia, { customerId: owner.id }))).toEqual([ofCar.jobId, plain.jobId]);
    expect(idsOf(await listed(mia, { vehicleId: vehicle.id }))).toEqual([ofCar.jobId]);
    expect(idsOf(await listed(owner, { vehicleId: vehicle.id }))).toEqual([ofCar.jobId]);
    expect(await listed(mia, { vehicleId: vehicle.id, customerId: dora.id })).toEqual([]);
    expect(await listed(dora, { vehicleId: vehicle.id })).toEqual([]);
    expect(idsOf(await listed(dora, { limit: 100 }))).not.toContain(plain.jobId);
    expect(idsOf(await listed(dora, { limit: 100 }))).toContain(foreign.jobId);
    await refusedAt(owner.call.deferred.list({ customerId: owner.id }), 'customerId');
    // The buyer of the car sees none of the former owner's work.
    await mia.call.vehicles.transfer({ id: vehicle.id, customerId: dora.id });
    expect(await listed(dora, { vehicleId: vehicle.id })).toEqual([]);
    expect(idsOf(await listed(owner, { vehicleId: vehicle.id }))).toEqual([ofCar.jobId]);
  });

  test('follows the ticket to another customer, by setCustomer and by a merge', async () => {
    const { id, jobId } = await cancelled();
    const walkIn = await mia.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });
    await mia.call.tickets.setCustomer({ id, customerId: walkIn.id });
    expect(idsOf(await listed(mia, { customerId: walkIn.id }))).toEqual([jobId]);
    expect(idsOf(await listed(cara, { limit: 100 }))).not.toContain(jobId);
    await boss.call.customers.merge({ id: walkIn.id, intoId: dora.id });
    expect(await listed(dora)).toMatchObject([{ jobId, customerId: dora.id }, ...(await listed(dora)).slice(1)]);
  });
});

describe('a ticket that is opened again', () => {
  test('takes its jobs off the list, and cancelling it lists them again', async () => {
    const { id, jobId } = await cancelled();
    await mia.call.deferred.dismiss({ jobId });
    await reopen(id);
    expect([await ofTicket(id), await ofTicket(id, false)]).toEqual([[], []]);
    await refused(mia.call.deferred.dismiss({ jobId }), 'NOT_FOUND', { resource: 'job' });
    expect((await stored(id)).jobs).toMatchObject([{ approval: 'none' }]);
    await cancel(id);
    expect(await ofTicket(id)).toMatchObject([{ jobId, dismissed: false }]);
  });

  test('declines a job that was revived elsewhere, and does not reserve its parts', async () => {
    const part = await somePart(mia, { quantity: 3 });
    const { id, jobIds } = await withJobs({ names: ['Brakes', 'Wash'] });
    const [moved = 0, kept = 0] = jobIds;
    for (const jobId of jobIds) await mia.call.tickets.addPart({ id, jobId, partId: part.id });
    await cancel(id);
    const target = await someTicket(cara);
    await mia.call.deferred.revive({ jobId: moved, ticketId: target.id });
    const again = await reopen(id);
    expect(again.jobs.map(({ id: jobId, approval }) => [jobId, approval])).toEqual([
      [moved, 'declined'],
      [kept, 'none'],
    ]);
    expect(again.parts.map(({ reserved }) => reserved)).toEqual([0, 1]);
    await cancel(id);
    expect(idsOf(await ofTicket(id))).toEqual([kept]);
    expect(await ofTicket(id, false)).toMatchObject([{ jobId: moved, revivedTicketId: target.id }]);
    await reopen(id);
    await mia.call.tickets.recordApproval({ id, approve: [moved], decline: [], method: 'phone', by: 'Cara' });
    await cancel(id);
    expect(idsOf(await ofTicket(id))).toEqual([kept, moved].toSorted((a, b) => b - a));
  });
});

test('a job that was revived, then asked for and done after all, stays done when its ticket is opened again', async () => {
  const part = await somePart(mia, { quantity: 3 });
  const { id, jobIds } = await withJobs();
  const [jobId = 0] = jobIds;
  await mia.call.tickets.addPart({ id, jobId, partId: part.id });
  await cancel(id);
  const target = await someTicket(cara);
  const revived = await mia.call.deferred.revive({ jobId, ticketId: target.id });
  await mia.call.tickets.removeJob({ id: target.id, jobId: revived.jobs[0]?.id ?? 0 });
  await reopen(id);
  await mia.call.estimates.send({ ticketId: id, jobIds: [jobId] });
  await complete(id);
  expect(await mia.call.inventory.get({ id: part.id })).toMatchObject({ quantity: 2, reserved: 0 });
  const again = await boss.call.tickets.setStatus({ id, status: 'in_progress', note: 'again' });
  expect(again.parts).toMatchObject([{ quantity: 1, reserved: 1 }]);
  expect(again.jobs.map(({ approval }) => approval)).not.toContain('declined');
  expect(await mia.call.inventory.get({ id: part.id })).toMatchObject({ quantity: 3, reserved: 1 });
  await expectConsistent(shop.shop.database);
});

test('a cursor with a time that no database stores is rejected', async () => {
  const filters = { open: true };
  for (const at of [-1, 8.64e15, Number.MAX_SAFE_INTEGER]) {
    const list = keyset('deferred.list', filters, z.tuple([z.number(), z.number()]));
    const { nextCursor } = list.page([1, 2], 1, () => [at, 1]);
    await refusedAt(mia.call.deferred.list({ cursor: nextCursor ?? '' }), 'cursor');
  }
});
