import { minutesAfter } from './calendar.ts';
import type { Desk, Person } from './desk.ts';
import { quoteSteps } from './quote-steps.ts';
import type { Step } from './step.ts';
import type { Visit } from './visit.ts';
import { mileageAt } from './work.ts';

/** The first mechanic of a visit, or the owner if it has none. */
export function mechanicOf(desk: Desk, { mechanics: [first] }: Visit): Person {
  return first === undefined ? desk.owner : desk.mechanic(first);
}

interface WorkSteps {
  /** The steps from the first odometer reading to the last part. */
  during: Step[];
  /** The steps before the ticket is completed. */
  after: Step[];
  /** The steps after `during` if the ticket waits. */
  onHold: Step[];
  /** The steps after the ticket is completed. */
  afterwards: Step[];
}

/** The steps of a visit while its ticket is in progress, in order. `ticketId` works once the ticket is open. */
export function workSteps(visit: Visit, ticketId: () => number): WorkSteps {
  const { startedAt, endedAt, vehicle, work } = visit;
  const { hold, waitsFor, ticketDiscount, advice, revives } = work;
  // Known once the job is on the ticket.
  let jobId: number | null = null;
  let laborIds: number[] = [];
  let advisedId = 0;
  const tickets = (desk: Desk) => mechanicOf(desk, visit).call.tickets;
  const step = (at: Date, run: (desk: Desk, id: number) => Promise<unknown>): Step => ({
    at,
    run: (desk) => run(desk, ticketId()),
  });

  const arrive = step(minutesAfter(startedAt, 5), (desk, id) =>
    tickets(desk).update({ id, mileageIn: mileageAt(vehicle, minutesAfter(startedAt, 5)) }),
  );
  const plan = step(minutesAfter(startedAt, 10), async (desk, id) => {
    ({ jobId, laborIds } = await addJob(desk, visit, id));
  });
  // Completing the ticket stops it.
  const clockIn = step(minutesAfter(startedAt, 11), (desk, ticketId) =>
    mechanicOf(desk, visit).call.clock.start({ ticketId, laborId: laborIds[0] ?? null }),
  );
  const offer = step(minutesAfter(startedAt, 12), async (desk, id) => {
    advisedId = await advise(desk, visit, id, jobId);
    if (advice?.later === 'revived') desk.deferredJobs.set(vehicle.customer, advisedId);
  });
  const revive = step(minutesAfter(startedAt, 12), async (desk, ticketId) => {
    const deferredId = desk.deferredJobs.get(vehicle.customer);
    if (deferredId !== undefined) await mechanicOf(desk, visit).call.deferred.revive({ jobId: deferredId, ticketId });
  });
  const dismiss = step(minutesAfter(endedAt, 5), (desk) => desk.owner.call.deferred.dismiss({ jobId: advisedId }));
  const fit = linesToFit(visit).map(({ sku, quantity }, line) =>
    step(minutesAfter(startedAt, 15 + 5 * line), (desk, id) => {
      const partId = desk.parts.get(sku) ?? 0;
      return tickets(desk).addPart({ id, partId, quantity, jobId });
    }),
  );
  const discount = step(minutesAfter(startedAt, 40), (desk, id) =>
    desk.owner.call.tickets.update({ id, discount: ticketDiscount }),
  );
  const order = step(minutesAfter(startedAt, 45), (desk, id) => {
    const partId = desk.parts.get(waitsFor ?? '') ?? 0;
    return tickets(desk).addPart({ id, partId, quantity: 2, jobId, backorder: true });
  });
  const pause = step(minutesAfter(startedAt, 50), (desk, id) => tickets(desk).setHold({ id, hold }));
  const finish = step(minutesAfter(endedAt, -10), (desk, id) => finishLabor(desk, visit, id, laborIds));
  const leave = step(minutesAfter(endedAt, -5), (desk, id) =>
    tickets(desk).update({ id, mileageOut: mileageAt(vehicle, minutesAfter(endedAt, -5)) }),
  );

  return {
    during: [
      arrive,
      ...(work.isDetailed ? [plan] : []),
      ...(work.isDetailed && isCompleted(visit) ? [clockIn] : []),
      ...(advice ? [offer] : []),
      ...(revives ? [revive] : []),
      ...fit,
      ...(ticketDiscount ? [discount] : []),
      ...quoteSteps(visit, ticketId),
    ],
    after: [...(work.isDetailed ? [finish] : []), leave],
    afterwards: advice?.later === 'dismissed' ? [dismiss] : [],
    onHold: [...(waitsFor === null ? [] : [order]), ...(hold ? [pause] : [])],
  };
}

const isCompleted = ({ outcome }: Visit): boolean => outcome === 'completed' || outcome === 'reopened';

/** A canned job brings the parts that fit every car. */
function linesToFit({ lines, vehicle, work: { job, isDetailed } }: Visit): Visit['lines'] {
  return isDetailed && job.isCanned ? lines.filter(({ sku }) => sku.endsWith(`-${vehicle.car.code}`)) : lines;
}

/** Puts the job of a visit on its ticket, canned or by hand. */
async function addJob(desk: Desk, visit: Visit, id: number): Promise<{ jobId: number | null; laborIds: number[] }> {
  const { job, note, jobDiscount } = visit.work;
  const { tickets } = mechanicOf(desk, visit).call;
  const cannedJobId = desk.cannedJobs.get(job.name);
  let ticket =
    cannedJobId === undefined
      ? await tickets.addJob({ id, name: job.name })
      : await tickets.addCannedJob({ id, cannedJobId });
  const jobId = ticket.jobs.at(-1)?.id ?? 0;
  if (cannedJobId === undefined) {
    for (const labor of job.labor) ticket = await tickets.addLabor({ id, jobId, ...labor });
    for (const extra of job.extras) ticket = await tickets.addExtra({ id, jobId, ...extra });
  }
  if (note !== null || jobDiscount) await tickets.updateJob({ id, jobId, note, discount: jobDiscount });
  return { jobId, laborIds: ticket.labor.map((line) => line.id) };
}

/** Puts the advised work on the ticket of a visit, and records what the customer says about it and the other job. */
async function advise(desk: Desk, visit: Visit, id: number, plannedId: number | null): Promise<number> {
  const { advice, job } = visit.work;
  if (!advice) return 0;
  const { tickets } = mechanicOf(desk, visit).call;
  const { jobs } = await tickets.addJob({ id, name: advice.name });
  const jobId = jobs.at(-1)?.id ?? 0;
  const { customer } = await tickets.addLabor({
    id,
    jobId,
    description: advice.labor,
    priceCents: advice.priceCents,
  });
  const by = `${customer.firstName} ${customer.lastName}`;
  const approve = plannedId === null ? [] : [plannedId];
  const note = `Only "${job.name}" for now.`;
  await tickets.recordApproval({ id, approve, decline: [jobId], method: 'phone', by, note });
  return jobId;
}

/** Marks all labor as done: the first line by the first mechanic, the others by the helper, if there is one. */
async function finishLabor(desk: Desk, visit: Visit, id: number, laborIds: readonly number[]): Promise<void> {
  const { tickets } = mechanicOf(desk, visit).call;
  const crew = visit.mechanics.map((at) => desk.mechanic(at).id);
  for (const [at, laborId] of laborIds.entries()) {
    const mechanicId = crew[Math.min(at, crew.length - 1)] ?? null;
    await tickets.updateLabor({ id, laborId, mechanicId, done: true });
  }
}
