import type { Actor, TestShop } from '../../../server/src/testing/testing.ts';
import { type Case, NOWHERE, deleted, testCommands, thatTicket } from '../testing/command-cases.ts';
import { createWork } from '../testing/work-fixtures.ts';

/** A ticket with work, and another one of the same customer whose job was declined. */
async function createDeferred(people: TestShop, admin: Actor) {
  const work = await createWork(people, admin);
  const customerId = work.ticket.customer.id;
  const { id } = await admin.call.tickets.create({ customerId, description: 'It rattles' });
  const { jobs } = await admin.call.tickets.addJob({ id, name: 'Exhaust' });
  const exhaust = jobs[0]!;
  await admin.call.tickets.addLabor({ id, jobId: exhaust.id, description: 'Weld', priceCents: 9_000 });
  const decline = [exhaust.id];
  await admin.call.tickets.recordApproval({ id, approve: [], decline, method: 'phone', by: 'Ada', note: 'Too much.' });
  await admin.call.tickets.setStatus({ id, status: 'in_progress' });
  const done = await admin.call.tickets.setStatus({ id, status: 'completed' });
  return { ...work, done, exhaust };
}
type DeferredFixtures = Awaited<ReturnType<typeof createDeferred>>;

const said = ['--method', 'text', '--by', 'Ada Lovelace'];

testCommands<DeferredFixtures>(
  [
    {
      name: 'tickets approve',
      line: ({ ticket, job }) => [ticket.id, '--approve', job.id, ...said, '--note', 'Go ahead.'],
      shows: ['Oil service (approved, net 106.16)', '1.3 missing, 3 reserved'],
      json: thatTicket,
      refused: [({ ticket }) => [ticket.id, '--decline', NOWHERE, ...said], 4, /job/],
    },
    {
      name: 'tickets approvals',
      line: ({ done }) => [done.id],
      shows: ['Ada', 'phone', '0.00', 'Too much.'],
      json: (shop, { done }) => shop.tickets.approvals.query({ id: done.id }),
      refused: [() => [NOWHERE], 4, /ticket/],
    },
    {
      name: 'deferred list',
      who: 'customer',
      line: () => ['--limit', 5],
      shows: ['Exhaust', '90.00', 'declined', 'open'],
      json: (shop) => shop.deferred.list.query({ limit: 5 }),
      refused: [() => ['--customer', 1], 2, /--customer: /],
    },
    {
      name: 'deferred revive',
      line: ({ exhaust, ticket }) => [exhaust.id, ticket.id],
      shows: ['Exhaust (net 90.00)', 'Weld'],
      json: thatTicket,
      refused: [({ exhaust, done }) => [exhaust.id, done.id], 5, /completed/],
    },
    {
      name: 'deferred dismiss',
      line: ({ exhaust }) => [exhaust.id],
      shows: ['no longer listed'],
      json: deleted,
      refused: [() => [NOWHERE], 4, /job/],
    },
  ] satisfies Case<DeferredFixtures>[],
  createDeferred,
);
