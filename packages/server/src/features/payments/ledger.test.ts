import type { Reason } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { expectHealthy } from '../../testing/healthy.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, cara] = [await shop.admin(), await shop.customer()];

type Step =
  | { do: 'charge' | 'pay'; ticket: number; cents: number }
  | { do: 'complete' | 'cancel' | 'reopen' | 'issue' | 'void'; ticket: number }
  | { do: 'refund'; payment: number; cents: number | null };

/** A ticket as the contract describes it, without a database. */
interface ModelTicket {
  id: number;
  status: 'open' | 'in_progress' | 'completed' | 'cancelled';
  chargedCents: number;
  payments: { id: number; ticket: number; cents: number; refundedCents: number }[];
  /** The total that the live invoice froze. */
  invoice: { id: number; totalCents: number } | null;
}

const paidOf = ({ payments }: ModelTicket): number =>
  payments.reduce((sum, { cents, refundedCents }) => sum + cents - refundedCents, 0);
function balanceOf(ticket: ModelTicket): number {
  if (ticket.status === 'cancelled') return 0 - paidOf(ticket);
  return (ticket.invoice?.totalCents ?? ticket.chargedCents) - paidOf(ticket);
}

type Outcome<T> = { answer: T } | { reason: Reason };
async function outcomeOf<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await call };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { reason: appErrorOf(error).reason };
  }
}
const reasonOf = (outcome: Outcome<unknown>): Reason | 'done' => ('reason' in outcome ? outcome.reason : 'done');

const { tickets, invoices, payments } = boss.call;

async function charge(ticket: ModelTicket, cents: number): Promise<void> {
  const isWorkedOn = ticket.status === 'open' || ticket.status === 'in_progress';
  const fee = { kind: 'fee', description: 'Work', amountCents: cents } as const;
  const outcome = await outcomeOf(tickets.addExtra({ id: ticket.id, ...fee }));
  expect(reasonOf(outcome)).toBe(isWorkedOn ? 'done' : 'TICKET_CLOSED');
  if (isWorkedOn) ticket.chargedCents += cents;
}

async function move(ticket: ModelTicket, to: 'completed' | 'cancelled' | 'in_progress'): Promise<void> {
  const { id } = ticket;
  if (ticket.status === 'open' && to === 'completed') await tickets.setStatus({ id, status: 'in_progress' });
  const froms = { completed: ['open', 'in_progress'], cancelled: ['open', 'in_progress'], in_progress: ['completed'] };
  const outcome = await outcomeOf(tickets.setStatus({ id, status: to, note: 'For the test' }));
  if (ticket.status === 'open' && to === 'in_progress') {
    ticket.status = 'in_progress';
    return;
  }
  if (!froms[to].includes(ticket.status)) expect(reasonOf(outcome)).toBe('ILLEGAL_TRANSITION');
  else if (ticket.invoice) expect(reasonOf(outcome)).toBe('INVOICED');
  else {
    expect(reasonOf(outcome)).toBe('done');
    ticket.status = to;
  }
}

async function pay(ticket: ModelTicket, at: number, cents: number): Promise<void> {
  const input = { ticketId: ticket.id, amountCents: cents, method: 'cash' } as const;
  const outcome = await outcomeOf(payments.record(input));
  const isOver = ticket.invoice !== null && cents > balanceOf(ticket);
  const expected = ticket.status === 'cancelled' ? 'TICKET_CLOSED' : isOver ? 'OVERPAID' : 'done';
  expect(reasonOf(outcome)).toBe(expected);
  if ('answer' in outcome) ticket.payments.push({ id: outcome.answer.id, ticket: at, cents, refundedCents: 0 });
}

async function refund(model: readonly ModelTicket[], nth: number, cents: number | null): Promise<void> {
  const all = model.flatMap((ticket) => ticket.payments);
  const payment = all[nth % Math.max(all.length, 1)];
  if (!payment) return;
  const left = payment.cents - payment.refundedCents;
  const outcome = await outcomeOf(payments.refund({ id: payment.id, amountCents: cents, reason: 'For the test' }));
  const isTooLarge = left === 0 || (cents ?? left) > left;
  expect(reasonOf(outcome)).toBe(isTooLarge ? 'REFUND_TOO_LARGE' : 'done');
  if (!isTooLarge) payment.refundedCents += cents ?? left;
}

async function issue(ticket: ModelTicket): Promise<void> {
  const outcome = await outcomeOf(invoices.issue({ ticketId: ticket.id }));
  const expected = ticket.status !== 'completed' ? 'NOT_COMPLETED' : ticket.invoice ? 'INVOICED' : 'done';
  expect(reasonOf(outcome)).toBe(expected);
  if ('answer' in outcome) {
    ticket.invoice = { id: outcome.answer.id, totalCents: ticket.chargedCents };
    expect(outcome.answer.totals.totalCents).toBe(ticket.chargedCents);
  }
}

async function voidInvoice(ticket: ModelTicket): Promise<void> {
  if (!ticket.invoice) return;
  await invoices.void({ id: ticket.invoice.id, reason: 'For the test' });
  expect(reasonOf(await outcomeOf(invoices.void({ id: ticket.invoice.id, reason: 'Again' })))).toBe('INVOICE_VOID');
  ticket.invoice = null;
}

async function take(model: ModelTicket[], step: Step): Promise<void> {
  if (step.do === 'refund') return refund(model, step.payment, step.cents);
  const ticket = model[step.ticket];
  if (!ticket) throw new Error('no such ticket');
  if (step.do === 'charge') return charge(ticket, step.cents);
  if (step.do === 'pay') return pay(ticket, step.ticket, step.cents);
  if (step.do === 'issue') return issue(ticket);
  if (step.do === 'void') return voidInvoice(ticket);
  return move(ticket, ({ complete: 'completed', cancel: 'cancelled', reopen: 'in_progress' } as const)[step.do]);
}

/** Compares what the server shows of a ticket, of its invoice and of its payments with the model. */
async function expectSame(ticket: ModelTicket): Promise<void> {
  const [paidCents, balanceCents] = [paidOf(ticket), balanceOf(ticket)];
  const status = balanceCents <= 0 ? 'paid' : 'open';
  const { id, invoice } = ticket;
  expect(await cara.call.tickets.get({ id })).toMatchObject({
    status: ticket.status,
    paidCents,
    balanceCents,
    invoice: invoice && { id: invoice.id, status },
  });
  const listed = (await payments.list({ ticketId: id, limit: 100 })).items;
  expect(listed.reduce((sum, each) => sum + (each.kind === 'refund' ? -1 : 1) * each.amountCents, 0)).toBe(paidCents);
  if (!invoice) return;
  expect(await cara.call.invoices.get({ id: invoice.id })).toMatchObject({ status, paidCents, balanceCents });
}

const TICKETS = 2;
const cents = fc.integer({ min: 1, max: 300 });
const ticket = fc.integer({ min: 0, max: TICKETS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('charge' as const), ticket, cents }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pay' as const), ticket, cents }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('complete' as const), ticket }) },
  fc.record({ do: fc.constantFrom('cancel' as const, 'reopen' as const), ticket }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('issue' as const), ticket }) },
  fc.record({ do: fc.constant('void' as const), ticket }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      payment: fc.nat(20),
      cents: fc.option(fc.integer({ min: 1, max: 300 })),
    }),
  },
);

test('the ledger of money agrees with the contract after every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const model: ModelTicket[] = [];
      for (let n = 0; n < TICKETS; n++) {
        model.push({ id: (await someTicket(cara)).id, status: 'open', chargedCents: 0, payments: [], invoice: null });
      }
      for (const one of steps) {
        await take(model, one);
        for (const each of model) await expectSame(each);
      }
    }),
    { numRuns: 15 },
  );
  await expectHealthy(shop.shop.database);
});
