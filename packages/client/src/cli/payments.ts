import { type Payment, PaymentMethod } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup } from './command.ts';
import { choice, day, id, instant, money, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { type Column, ID, KEY } from './table.ts';
import type { View } from './view.ts';

const signed = ({ kind, amountCents }: Payment): string => showMoney(kind === 'refund' ? -amountCents : amountCents);

const columns: Column<Payment>[] = [
  { title: 'ID', cell: (payment) => payment.id, keep: ID },
  { title: 'RECEIVED', cell: (payment) => showInstant(payment.receivedAt), whole: true, keep: 3 },
  { title: 'TICKET', cell: (payment) => payment.ticketId, keep: KEY },
  { title: 'METHOD', cell: (payment) => payment.method, keep: 2 },
  { title: 'AMOUNT', cell: signed, amount: true, keep: KEY },
  { title: 'REFUND OF', cell: (payment) => payment.refundOf, keep: 1 },
  { title: 'REFERENCE', cell: (payment) => payment.reference, keep: 1 },
  { title: 'BY', cell: ({ by }) => by && fullName(by), keep: 1 },
  { title: 'NOTE', cell: (payment) => payment.note },
];

function paymentCard(payment: Payment, view: View): string[] {
  const { id, kind, refundOf, by } = payment;
  return card(
    `${kind === 'refund' ? 'Refund' : 'Payment'} ${id}`,
    [
      ['ticket', payment.ticketId],
      ['amount', showMoney(payment.amountCents)],
      ['method', payment.method],
      ...(refundOf === null ? [] : [['refund of', refundOf] as [string, number]]),
      ['reference', payment.reference],
      ['note', payment.note],
      ['received', showInstant(payment.receivedAt)],
      ['by', by && fullName(by)],
    ],
    view,
  );
}

const methods = PaymentMethod.options;
const method = choice('--method <method>', 'how it was paid', methods);

/** `shop payments`: payments, deposits and refunds. */
export function addPayments(program: Command, io: Io): void {
  const group = addGroup(program, 'payments', 'payments, deposits and refunds of tickets');
  addCommand(group, io, {
    name: 'record',
    about: 'record a payment of a ticket; before the invoice, it is a deposit',
    args: {
      ticketId: required(id('<ticket>', 'the ticket')),
      amountCents: required(money('<amount>', 'the amount, like 120.25')),
    },
    options: {
      method: required(method),
      reference: text('--reference <text>', 'number of the transfer, card slip or check'),
      note: text('--note <text>', 'a note, which the customer can read'),
      receivedAt: instant('--received <time>', 'when it came, like "2026-11-20 09:30" here; default now'),
    },
    call: ({ shop }, input) => shop.payments.record.mutate(input),
    show: paymentCard,
  });
  addCommand(group, io, {
    name: 'refund',
    about: 'pay back a payment, or a part of it (admins)',
    args: { id: required(id('<id>', 'the payment')) },
    options: {
      amountCents: money('--amount <amount>', 'the amount; default all that is left'),
      reason: required(text('--reason <text>', 'why it is paid back, which the customer can read')),
      method: choice('--method <method>', 'how it is paid back; default as it was paid', methods),
    },
    call: ({ shop }, input) => shop.payments.refund.mutate(input),
    show: paymentCard,
  });
  addList(group, io, {
    name: 'list',
    about: 'list payments, most recently received first; customers see their own',
    options: {
      ticketId: id('--ticket <id>', 'only those of a ticket'),
      method: choice('--method <method>', 'only payments with this method', methods),
      from: day('--from <date>', 'only payments from this day on'),
      to: day('--to <date>', 'only payments up to this day'),
    },
    call: ({ shop }, input) => shop.payments.list.query(input),
    columns,
  });
}
