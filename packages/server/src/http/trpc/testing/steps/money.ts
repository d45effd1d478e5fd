import type { Step } from './step.ts';

/** Invoices, payments and what happened. */
export const money: Step[] = [
  {
    path: 'invoices.issue',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ ticketId: doneTicketId, note: 'Danke 🚗' }),
    keep: { as: 'invoiceId', member: 'id' },
  },
  {
    path: 'payments.record',
    who: 'mechanic',
    input: ({ doneTicketId }) => ({ ticketId: doneTicketId, amountCents: 2_000, method: 'card' }),
    keep: { as: 'paymentId', member: 'id' },
  },
  {
    path: 'payments.refund',
    who: 'admin',
    input: ({ paymentId }) => ({ id: paymentId, amountCents: 500, reason: 'Goodwill' }),
  },
  { path: 'payments.list', who: 'mechanic', input: ({ doneTicketId }) => ({ ticketId: doneTicketId }) },
  { path: 'invoices.pdf', who: 'mechanic', input: ({ invoiceId }) => ({ id: invoiceId }) },
  { path: 'invoices.get', who: 'mechanic', input: ({ invoiceId }) => ({ id: invoiceId }) },
  { path: 'invoices.list', who: 'mechanic', input: () => ({ search: 'walk', status: 'open' }) },
  { path: 'invoices.void', who: 'admin', input: ({ invoiceId }) => ({ id: invoiceId, reason: 'Wrong' }) },
  { path: 'events.list', who: 'mechanic', input: ({ ticketId }) => ({ ticketId, kinds: ['ticket.*'], limit: 3 }) },
  { path: 'audit.list', who: 'admin', input: ({ ticketId }) => ({ entity: 'ticket', entityId: ticketId, limit: 2 }) },
];
