import { billSteps } from './bills.ts';
import { minutesAfter } from './calendar.ts';
import type { Desk } from './desk.ts';
import { inspectionSteps } from './inspection.ts';
import { messageSteps } from './messages.ts';
import type { Step } from './step.ts';
import type { Outcome, Visit } from './visit.ts';
import { mechanicOf, workSteps } from './work-steps.ts';

const WEEK = 7 * 24 * 60;

const inOrder = (steps: Step[]): Step[] => steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());

/** All steps of a visit, in order. */
export function stepsOf(visit: Visit): Step[] {
  const { outcome, openedAt, startedAt, endedAt } = visit;
  // Known once the ticket is opened; the steps of a visit never overtake each other.
  let id = 0;
  const mechanic = (desk: Desk) => mechanicOf(desk, visit);

  const open: Step = {
    at: openedAt,
    run: async (desk) => {
      const customer = await desk.customer(visit.vehicle.customer);
      const vehicleId = await desk.vehicle(visit.vehicle);
      const { description, serviceDate } = visit;
      const ticket = { description, vehicleId, serviceDate };
      const opened = visit.online
        ? await customer.call.tickets.create(ticket)
        : await desk.owner.call.tickets.create({ ...ticket, customerId: customer.id });
      id = opened.id;
    },
  };
  const assign: Step = {
    at: minutesAfter(openedAt, 12),
    run: (desk) =>
      desk.owner.call.tickets.editMechanics({ id, addIds: visit.mechanics.map((at) => desk.mechanic(at).id) }),
  };
  const setStatus = (at: Date, status: 'open' | 'in_progress' | 'completed' | 'cancelled', note?: string): Step => ({
    at,
    run: (desk) => mechanic(desk).call.tickets.setStatus({ id, status, ...(note === undefined ? {} : { note }) }),
  });
  const decline: Step = {
    at: startedAt,
    run: async (desk) => {
      const customer = await desk.customer(visit.vehicle.customer);
      if (visit.online) await customer.call.tickets.setStatus({ id, status: 'cancelled' });
      else {
        const note = 'Called: the customer has found another garage.';
        await desk.owner.call.tickets.setStatus({ id, status: 'cancelled', note });
      }
    },
  };
  const reopen: Step = {
    at: minutesAfter(endedAt, WEEK),
    run: (desk) =>
      desk.owner.call.tickets.setStatus({ id, status: 'in_progress', note: 'The noise is back; look again.' }),
  };

  const messages = messageSteps(visit, () => id);
  const begin = [open, ...messages.before, ...(visit.mechanics.length > 0 ? [assign] : [])];
  const { during, after, onHold, afterwards } = workSteps(visit, () => id);
  const bill = billSteps(visit, () => id);
  const work = [
    ...begin,
    setStatus(startedAt, 'in_progress'),
    ...inOrder([...messages.during, ...bill.before, ...during, ...inspectionSteps(visit, () => id)]),
  ];
  const done = [...work, ...after, setStatus(endedAt, 'completed')];
  const doneAgain = setStatus(minutesAfter(endedAt, WEEK + 55), 'completed', 'Tightened again, quiet now.');
  const courses: Record<Outcome, Step[]> = {
    open: begin,
    declined: [...begin, decline],
    in_progress: [...work, ...onHold],
    paused: [...work, ...onHold, setStatus(endedAt, 'open', 'One part is on order; the car is with the customer.')],
    cancelled: [...work, setStatus(endedAt, 'cancelled', 'Not worth the repair; the customer sells the car.')],
    completed: [...done, ...inOrder([...afterwards, ...bill.after])],
    reopened: [...done, reopen, doneAgain],
  };
  return courses[outcome];
}
