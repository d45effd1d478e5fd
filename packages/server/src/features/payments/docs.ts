import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { MECHANIC, OWNER, demoIds } from '../accounts/demo-people.ts';
import { invoice, issued } from '../invoices/example-invoice.ts';

const mechanic = { id: demoIds.mechanic, firstName: MECHANIC.firstName, lastName: MECHANIC.lastName };

/** The ids of what the examples create in a fresh demo shop. */
const [MADE, REFUND] = [96, 97];

const recorded: shared.Payment = {
  id: MADE,
  ticketId: issued.ticketId,
  kind: 'payment',
  method: 'card',
  amountCents: 5_000,
  refundOf: null,
  reference: 'Slip 4711',
  note: null,
  receivedAt: EXAMPLE_NOW,
  by: mechanic,
};

const members: Members = {
  id: 'The payment.',
  ticketId: 'The ticket.',
  amountCents: 'Integer cents, 1 to 10,000,000,000. A refund takes all that is left of the payment by default.',
  method: 'How it was paid: `cash`, `card`, `transfer`, `check` or `other`.',
  reference: 'The number of a transfer, a card slip or a check.',
  note: 'A note, which the customer can read.',
  receivedAt: 'When the money came: ISO 8601 in UTC, not in the future. Default now.',
  reason: 'Why it is paid back; becomes the note of the refund, which the customer can read.',
  from: "The first day of `receivedAt` in the shop's time zone.",
  to: "The last day of `receivedAt` in the shop's time zone.",
};

/** Payments and refunds. */
export const paymentsDocs: FeatureDocs<'payments'> = {
  tag: 'Payments, deposits and refunds of tickets.',
  resources: { payment: true },
  procedures: {
    record: {
      summary: 'Record a payment',
      description:
        'Mechanics only. Before the invoice, it is a deposit. A payment of an invoiced ticket is at most its balance.',
      reasons: ['NOT_FOUND', 'TICKET_CLOSED', 'OVERPAID'],
      example: { ticketId: issued.ticketId, amountCents: 5_000, method: 'card', reference: 'Slip 4711' },
      answer: recorded,
    },
    refund: {
      summary: 'Refund a payment',
      description: 'Admins only. All or a part of what is left of the payment; also for cancelled tickets.',
      reasons: ['NOT_FOUND', 'REFUND_TOO_LARGE'],
      example: { id: MADE, reason: 'Paid twice.' },
      answer: {
        ...recorded,
        id: REFUND,
        kind: 'refund',
        refundOf: MADE,
        reference: null,
        note: 'Paid twice.',
        by: { id: 1, firstName: OWNER.firstName, lastName: OWNER.lastName },
      },
      members: { method: 'How it is paid back. Default: as it was paid.' },
    },
    list: {
      summary: 'List payments',
      description: 'Most recently received first. Customers see only their own. `from` and `to` are inclusive.',
      reasons: [],
      example: { ...examplePage, ticketId: invoice.ticketId },
      answer: {
        items: [
          {
            ...recorded,
            id: 50,
            ticketId: invoice.ticketId,
            method: 'check',
            amountCents: invoice.paidCents,
            reference: null,
            receivedAt: '2026-10-26T12:16:00.000Z',
            by: { id: 4, firstName: 'Kwame', lastName: 'Mensah' },
          },
        ],
        nextCursor: null,
      },
    },
  },
  members,
  models: {
    Payment: model(shared.Payment, 'Money that a customer paid for a ticket, or got back.', {
      ...members,
      id: 'The id.',
      kind: '`payment` or `refund`.',
      amountCents: 'Integer cents, above 0.',
      refundOf: 'The refunded payment; null for a payment.',
      note: 'The reason of a refund.',
      receivedAt: 'When the money came.',
      by: 'Who recorded it; null if the account was deleted.',
    }),
    PaymentMethod: model(shared.PaymentMethod, 'How money was paid. An open list: later versions may add values.'),
  },
};
