import type { RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import { minutesAfter } from './calendar.ts';
import type { Desk } from './desk.ts';
import type { Step } from './step.ts';
import type { Bill, Visit } from './visit.ts';
import { mechanicOf } from './work-steps.ts';

const WEEK = 7 * 24 * 60;

/** How customers pay, in turn: most at the desk, some a week later by transfer, some in part or not at all. */
const turns: readonly Bill[] = [
  { pays: 'desk', method: 'card' },
  { pays: 'transfer' },
  { pays: 'desk', method: 'card' },
  { pays: 'desk', method: 'cash' },
  { pays: 'not' },
  { pays: 'deposit' },
  { pays: 'desk', method: 'card' },
  { pays: 'partly' },
  { pays: 'desk', method: 'card', isCorrected: true },
  { pays: 'transfer' },
  { pays: 'desk', method: 'check' },
  { pays: 'desk', method: 'card' },
  { pays: 'deposit' },
  { pays: 'desk', method: 'cash' },
  { pays: 'transfer' },
  { pays: 'desk', method: 'card' },
  { pays: 'desk', method: 'card' },
  { pays: 'not' },
  { pays: 'desk', method: 'cash' },
  { pays: 'partly' },
  { pays: 'desk', method: 'card' },
  { pays: 'transfer' },
];

/** How many of the tickets that were completed last wait for their invoice. */
const WAITING = 4;

/** The visits, of which those that were completed before the last few get a bill. */
export function withBills(visits: readonly Visit[], now: Date): Visit[] {
  const completed = visits.filter(({ outcome }) => outcome === 'completed');
  const billed = new Set(completed.slice(0, -WAITING));
  let turn = 0;
  return visits.map((visit) => {
    const bill = billed.has(visit) ? turns[turn++ % turns.length] : undefined;
    if (!bill) return visit;
    // Nothing of the demo lies in the future: the transfer is still on its way.
    const isOnItsWay = bill.pays === 'transfer' && minutesAfter(visit.endedAt, WEEK + 60) >= now;
    return { ...visit, bill: isOnItsWay ? { pays: 'not' } : bill };
  });
}

type Payment = Omit<RouterInputs['payments']['record'], 'ticketId' | 'amountCents'>;

const DEPOSIT_CENTS = 15_000;

interface BillSteps {
  /** When the work begins. */
  before: Step[];
  /** After the ticket is completed. */
  after: Step[];
}

/** The invoice of a visit and its payments, in order. `ticketId` works once the ticket is open. */
export function billSteps(visit: Visit, ticketId: () => number): BillSteps {
  const { bill, startedAt, endedAt } = visit;
  if (!bill) return { before: [], after: [] };
  // Known once they are recorded and issued: no step reads what the demo's transaction has not committed.
  let depositId = 0;
  let invoice: RouterOutputs['invoices']['issue'] | undefined;
  const call = (desk: Desk) => mechanicOf(desk, visit).call;
  const issue = async (desk: Desk, note: string | null = null): Promise<void> => {
    invoice = await call(desk).invoices.issue({ ticketId: ticketId(), note });
  };
  const balance = (): number => invoice?.balanceCents ?? 0;
  const pay = (at: Date, share: number, payment: Payment): Step => ({
    at,
    run: async (desk) => {
      const amountCents = Math.round(balance() * share);
      if (amountCents > 0) await call(desk).payments.record({ ticketId: ticketId(), amountCents, ...payment });
    },
  });
  const deposit: Step = {
    at: minutesAfter(startedAt, 3),
    run: async (desk) => {
      const payment = { amountCents: DEPOSIT_CENTS, method: 'card', note: 'Deposit' } as const;
      depositId = (await call(desk).payments.record({ ticketId: ticketId(), ...payment })).id;
    },
  };
  const issueFirst: Step = { at: minutesAfter(endedAt, 15), run: (desk) => issue(desk) };
  const giveBack: Step = {
    at: minutesAfter(endedAt, 18),
    run: async (desk) => {
      const refund = { id: depositId, amountCents: -balance(), reason: 'The work cost less than the deposit.' };
      if (balance() < 0) await desk.owner.call.payments.refund(refund);
    },
  };
  const correct: Step = {
    at: minutesAfter(endedAt, 20),
    run: async (desk) => {
      const { id = 0, number = '', mileage = 0 } = invoice ?? {};
      await desk.owner.call.invoices.void({ id, reason: 'The customer needs the mileage in the note.' });
      await issue(desk, `At ${mileage} km. Replaces ${number}.`);
    },
  };
  const atDesk = minutesAfter(endedAt, 25);
  const payments: Record<Bill['pays'], Step[]> = {
    desk: bill.pays === 'desk' ? [pay(atDesk, 1, { method: bill.method })] : [],
    transfer: [pay(minutesAfter(endedAt, WEEK + 60), 1, { method: 'transfer', reference: 'Bank of Ireland' })],
    partly: [pay(atDesk, 0.5, { method: 'cash', note: 'The rest at the end of the month.' })],
    deposit: [giveBack, pay(atDesk, 1, { method: 'card' })],
    not: [],
  };
  return {
    before: bill.pays === 'deposit' ? [deposit] : [],
    after: [issueFirst, ...(bill.pays === 'desk' && bill.isCorrected ? [correct] : []), ...payments[bill.pays]],
  };
}
