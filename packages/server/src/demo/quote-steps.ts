import { customers } from '../features/accounts/demo-people.ts';
import { minutesAfter } from './calendar.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';
import type { Quote, Visit } from './visit.ts';

interface Quoted {
  id: number;
  code: string;
  jobIds: number[];
}

/** The steps of a visit's estimate, after the last part, in order. */
export function quoteSteps(visit: Visit, ticketId: () => number): Step[] {
  const { quote } = visit.work;
  if (quote === null) return [];
  // Known once it is sent; the steps of a visit never overtake each other.
  let sent: Quoted | undefined;
  const at = (minute: number, run: Step['run']): Step => ({ at: minutesAfter(visit.startedAt, minute), run });
  const send = (minute: number, message: string | null): Step =>
    at(minute, async (desk) => {
      const { id, code, jobs } = await desk.owner.call.estimates.send({ ticketId: ticketId(), message });
      sent = { id, code, jobIds: jobs.map(({ jobId }) => jobId) };
    });
  const withSent = (minute: number, run: (desk: Desk, sent: Quoted) => Promise<unknown>): Step =>
    at(minute, async (desk) => sent && (await run(desk, sent)));

  const approve = withSent(43, (desk, { code, id, jobIds }) =>
    answer(desk, visit, { code, id, approve: jobIds, decline: [] }),
  );
  const partly = withSent(43, (desk, { code, id, jobIds: [first = 0, ...others] }) =>
    answer(desk, visit, { code, id, approve: [first], decline: others }),
  );
  const extra = at(41, (desk) => addExtraJob(desk, ticketId()));
  const withdraw = withSent(43, (desk, { id }) => desk.owner.call.estimates.withdraw({ id }));
  const first = send(41, 'Please have a look. We start as soon as you approve.');
  const courses: Record<Quote, Step[]> = {
    approved: [first, approve],
    partly: [extra, first, partly],
    revised: [first, extra, send(42, 'With the wipers, as you asked.'), approve],
    withdrawn: [first, withdraw],
    unanswered: [first],
  };
  return courses[quote];
}

interface Lists {
  id: number;
  code: string;
  approve: number[];
  decline: number[];
}

function nameOf(at: number): string {
  const person = customers[at];
  return person ? `${person.firstName} ${person.lastName}` : 'The customer';
}

/** Answers an estimate as the customer: online customers with their account, others by the link. */
async function answer(desk: Desk, { vehicle, online }: Visit, { id, code, ...lists }: Lists): Promise<void> {
  const customer = await desk.customer(vehicle.customer);
  if (online) await customer.call.estimates.decide({ id, ...lists });
  else await desk.visitor.estimates.answer({ code, ...lists, by: nameOf(vehicle.customer) });
}

/** Work that a mechanic found on the way. */
async function addExtraJob({ owner }: Desk, id: number): Promise<void> {
  const { jobs } = await owner.call.tickets.addJob({ id, name: 'Wiper blades', description: 'They smear.' });
  const jobId = jobs.at(-1)?.id ?? 0;
  await owner.call.tickets.addLabor({ id, jobId, description: 'Renew both blades', priceCents: 3_400 });
}
