import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop, somePart, someTicket } from '../../testing/testing.ts';

let shop: TestShop;
let mia: Actor;
let cara: Actor;
let dora: Actor;
beforeAll(async () => {
  shop = await createTestShop();
  [mia, cara, dora] = [await shop.mechanic(), await shop.customer(), await shop.customer()];
});
afterAll(async () => {
  await expectConsistent(shop.shop.database);
  await shop.close();
});

const NO_SUCH_ID = Number.MAX_SAFE_INTEGER;
const byPhone = { method: 'phone', by: 'Cara Driver' } as const;
const stored = (id: number) => mia.call.tickets.get({ id });
const approvalsOf = async (id: number) => (await mia.call.tickets.approvals({ id })).items;

/** A new ticket with jobs of these prices. */
async function withJobs(...prices: number[]) {
  const { id } = await someTicket(cara);
  const jobIds: number[] = [];
  for (const priceCents of prices) {
    const { jobs } = await mia.call.tickets.addJob({ id, name: 'Job' });
    jobIds.push(jobs.at(-1)?.id ?? 0);
    await mia.call.tickets.addLabor({ id, jobId: jobIds.at(-1), description: 'Work', priceCents });
  }
  return { id, jobIds, version: (await stored(id)).version };
}

describe('recordApproval', () => {
  test('changes the jobs, and stores who said what, when and to whom', async () => {
    const { id, jobIds, version } = await withJobs(1_000, 2_000, 3_000);
    const [first = 0, second = 0, third = 0] = jobIds;
    const answer = { approve: [third, first], decline: [second], ...byPhone, note: 'Not before Friday.' };
    const ticket = await mia.call.tickets.recordApproval({ id, version, ...answer });
    expect(ticket).toMatchObject({ version: version + 1, totals: { totalCents: 4_000 } });
    expect(ticket.jobs.map(({ approval, approvedCents }) => [approval, approvedCents])).toEqual([
      ['approved', 1_000],
      ['declined', null],
      ['approved', 3_000],
    ]);
    expect(await stored(id)).toEqual(ticket);
    const { firstName, lastName } = mia.session.account;
    expect(await approvalsOf(id)).toEqual([
      {
        id: expect.any(Number) as number,
        ticketId: id,
        estimateId: null,
        ...byPhone,
        recordedBy: { id: mia.id, firstName, lastName },
        approved: [third, first],
        declined: [second],
        approvedCents: 4_000,
        note: 'Not before Friday.',
        at: shop.shop.now().toISOString(),
      },
    ]);
  });

  test('adds to what was recorded before, newest first', async () => {
    const { id, jobIds } = await withJobs(1_000);
    await mia.call.tickets.recordApproval({ id, approve: jobIds, decline: [], ...byPhone });
    await mia.call.tickets.addLabor({ id, jobId: jobIds[0], description: 'More', priceCents: 1 });
    await mia.call.tickets.recordApproval({ id, approve: jobIds, decline: [], method: 'text', by: 'Cara' });
    await mia.call.tickets.recordApproval({ id, approve: [], decline: jobIds, method: 'in_person', by: 'Cara' });
    expect((await approvalsOf(id)).map(({ method, approvedCents }) => [method, approvedCents])).toEqual([
      ['in_person', 0],
      ['text', 1_001],
      ['phone', 1_000],
    ]);
    await mia.call.tickets.removeJob({ id, jobId: jobIds[0] ?? 0 });
    expect(await approvalsOf(id)).toHaveLength(3);
  });

  test('lists pages for staff and the owner, who sees no note of staff, and for no other customer', async () => {
    const { id, jobIds } = await withJobs(1);
    for (const by of ['One', 'Two', 'Three']) {
      await mia.call.tickets.recordApproval({ id, approve: jobIds, decline: [], ...byPhone, by, note: 'grumbled' });
    }
    const first = await cara.call.tickets.approvals({ id, limit: 2 });
    const rest = await cara.call.tickets.approvals({ id, limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ by, note }) => [by, note])).toEqual([
      ['Three', null],
      ['Two', null],
      ['One', null],
    ]);
    expect(rest.nextCursor).toBeNull();
    expect((await approvalsOf(id)).map(({ note }) => note)).toEqual(['grumbled', 'grumbled', 'grumbled']);
    await refused(dora.call.tickets.approvals({ id }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(dora.call.tickets.approvals({ id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'ticket' });
  });

  test('is for staff, on the version seen, for jobs of the ticket while it is in work', async () => {
    const { id, jobIds, version } = await withJobs(1);
    const other = await withJobs(1);
    const { recordApproval } = mia.call.tickets;
    const all = { id, approve: jobIds, decline: [], ...byPhone };
    for (const who of [cara, dora])
      await refused(who.call.tickets.recordApproval(all), 'ROLE_REQUIRED', { role: 'mechanic' });
    await refused(recordApproval({ ...all, version: version - 1 }), 'VERSION_MISMATCH');
    await refused(recordApproval({ ...all, id: NO_SUCH_ID }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(recordApproval({ ...all, approve: other.jobIds }), 'NOT_FOUND', { resource: 'job' });
    await refused(recordApproval({ ...all, decline: other.jobIds }), 'NOT_FOUND', { resource: 'job' });
    await refusedAt(recordApproval({ ...all, approve: [] }), 'approve');
    await refusedAt(recordApproval({ ...all, decline: jobIds }), 'decline');
    await refusedAt(recordApproval({ ...all, approve: [...jobIds, ...jobIds] }), 'decline');
    await refusedAt(recordApproval({ ...all, by: '' }), 'by');
    await refusedAt(recordApproval({ ...all, note: 'x'.repeat(1001) }), 'note');
    await mia.call.tickets.setStatus({ id, status: 'cancelled' });
    await refused(recordApproval(all), 'TICKET_CLOSED', { status: 'cancelled' });
    expect(await approvalsOf(id)).toEqual([]);
    expect((await stored(id)).jobs).toMatchObject([{ approval: 'none' }]);
  });

  test('of 8 at once leaves the jobs as the last approval says, and all of them recorded', async () => {
    const part = await somePart(mia, { quantity: 1 });
    const { id, jobIds } = await withJobs(1);
    await mia.call.tickets.addPart({ id, jobId: jobIds[0], partId: part.id });
    await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        mia.call.tickets.recordApproval({
          id,
          approve: at % 2 ? jobIds : [],
          decline: at % 2 ? [] : jobIds,
          ...byPhone,
        }),
      ),
    );
    const [last, ...others] = await approvalsOf(id);
    expect(others).toHaveLength(7);
    const isApproved = (last?.approved.length ?? 0) > 0;
    expect(await stored(id)).toMatchObject({
      jobs: [{ approval: isApproved ? 'approved' : 'declined' }],
      parts: [{ reserved: isApproved ? 1 : 0, missing: 0 }],
    });
    await expectConsistent(shop.shop.database);
  });
});

describe('with approval required', () => {
  test('an approval lets the ticket be completed, until a job is exceeded', async () => {
    const boss = await shop.admin();
    await boss.call.shop.update({ approvalRequired: true });
    const part = await somePart(mia, { quantity: 1, priceCents: 1_000 });
    const { id, jobIds } = await withJobs(1, 2);
    const [jobId = 0, otherId = 0] = jobIds;
    await mia.call.tickets.addPart({ id, jobId, partId: part.id, quantity: 2 });
    await mia.call.tickets.setStatus({ id, status: 'in_progress' });
    const decided = await mia.call.tickets.recordApproval({ id, approve: [jobId], decline: [otherId], ...byPhone });
    expect(decided.parts).toMatchObject([{ reserved: 1, missing: 1 }]);
    expect(decided.blockers).toEqual([{ to: 'completed', reason: 'PARTS_MISSING' }]);
    const lineId = decided.parts[0]?.id ?? 0;
    const exceeded = await mia.call.tickets.addPart({ id, jobId, partId: part.id, backorder: true });
    expect(exceeded).toMatchObject({ jobs: [{ approval: 'exceeded' }, {}], parts: [{ reserved: 1, missing: 2 }] });
    expect(exceeded.blockers).toEqual([{ to: 'completed', reason: 'APPROVAL_NEEDED' }]);
    await refused(mia.call.tickets.setStatus({ id, status: 'completed' }), 'APPROVAL_NEEDED', { jobIds: [jobId] });
    const back = await mia.call.tickets.updatePart({ id, lineId, quantity: 1 });
    expect(back).toMatchObject({ blockers: [], jobs: [{ approval: 'approved' }, {}], parts: [{ reserved: 1 }] });
    await mia.call.tickets.setStatus({ id, status: 'completed' });
    expect(await shop.anonymous.inventory.get({ id: part.id })).toMatchObject({ quantity: 0, reserved: 0 });
    await boss.call.shop.update({ approvalRequired: false });
  });
});
