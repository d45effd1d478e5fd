import { type Actor, type TestShop, somePart } from '../../../server/src/testing/testing.ts';
import { createFixtures } from './fixtures.ts';

/** What a mechanic has put on a ticket: a job with labor, sublet work, and oil of which some is missing. */
export async function createWork(people: TestShop, admin: Actor) {
  const fixtures = await createFixtures(people, admin);
  const { id } = fixtures.ticket;
  const oil = await somePart(admin, { name: 'Engine oil', priceCents: 899, quantity: 3, unit: 'l', decimals: 1 });
  const canned = await admin.call.cannedJobs.create({
    name: 'Front brakes',
    labor: [{ description: 'Fit pads', hours: 1.5, rateCents: 8000 }],
    parts: [{ partId: fixtures.part.id, quantity: 2 }],
    extras: [{ kind: 'fee', description: 'Disposal', amountCents: 500 }],
  });
  const { jobs } = await admin.call.tickets.addJob({ id, name: 'Oil service' });
  const job = jobs[0]!;
  await admin.call.tickets.addPart({ id, partId: oil.id, quantity: 4.3, jobId: job.id, backorder: true });
  const { labor } = await admin.call.tickets.addLabor({
    id,
    jobId: job.id,
    description: 'Change the oil',
    hours: 0.75,
    rateCents: 9000,
  });
  await admin.call.tickets.update({ id, mileageIn: 83_000 });
  const { extras, parts } = await admin.call.tickets.addExtra({
    id,
    kind: 'sublet',
    description: 'Paint',
    amountCents: 8000,
  });
  const oilLine = parts.find(({ partId }) => partId === oil.id)!;
  return { ...fixtures, oil, canned, job, labor: labor[0]!, extra: extras[0]!, oilLine };
}

export type WorkFixtures = Awaited<ReturnType<typeof createWork>>;
