import type { Case } from './case.ts';
import { invoice, payment, refund, voided } from './money-samples.ts';
import { pageOf, samplePdf } from './samples.ts';

const oneInvoice = {
  answer: invoice,
  shows: [
    'Invoice INV-000042 (71)',
    'Ada Lovelace (5)',
    '2020 Ford Focus',
    'Oil service',
    '4.3 l',
    '0.75 h',
    '-6.75',
    '34.79',
    'Shop supplies',
    '23% tax on 350.00',
    '-200.00',
    '332.65',
  ],
};

/** Commands for invoices and payments. */
export const moneyCases: Case[] = [
  {
    line: ['invoices', 'issue', '13', '--due', '2026-12-04', '--note', 'See you soon.', '--if-version', '4'],
    path: 'invoices.issue',
    input: { ticketId: 13, dueDate: '2026-12-04', note: 'See you soon.', version: 4 },
    ...oneInvoice,
  },
  {
    line: ['invoices', 'list', '--status', 'open', '--overdue', '--customer', '5', '--search', 'ada'],
    path: 'invoices.list',
    input: { status: 'open', overdue: true, customerId: 5, search: 'ada' },
    answer: pageOf(invoice),
    shows: ['NUMBER', 'INV-000042', 'Ada Lovelace', '2026-12-04', '532.65', '332.65'],
  },
  { line: ['invoices', 'show', '71'], path: 'invoices.get', input: { id: 71 }, ...oneInvoice },
  {
    line: ['invoices', 'pdf', '71'],
    path: 'invoices.pdf',
    input: { id: 71 },
    answer: samplePdf('invoice-INV-000042'),
    shows: ['%PDF-1.7'],
  },
  {
    line: ['invoices', 'void', '71', '--reason', 'Wrong customer', '--if-version', '1'],
    path: 'invoices.void',
    input: { id: 71, reason: 'Wrong customer', version: 1 },
    answer: voided,
    shows: ['void', 'by Olga Owner: Wrong customer'],
  },
  {
    line: ['payments', 'record', '13', '200', '--method', 'card', '--reference', 'Slip 4711', '--note', 'Thanks'],
    path: 'payments.record',
    input: { ticketId: 13, amountCents: 20_000, method: 'card', reference: 'Slip 4711', note: 'Thanks' },
    answer: payment,
    shows: ['Payment 81', '200.00', 'card', 'Slip 4711', 'Grace Hopper'],
  },
  {
    line: ['payments', 'record', '13', '0.50', '--method', 'cash', '--received', '2026-11-20T09:30Z'],
    path: 'payments.record',
    input: { ticketId: 13, amountCents: 50, method: 'cash', receivedAt: '2026-11-20T09:30:00.000Z' },
    answer: payment,
    shows: ['Payment 81'],
  },
  {
    line: ['payments', 'refund', '81', '--amount', '25', '--reason', 'Goodwill', '--method', 'cash'],
    path: 'payments.refund',
    input: { id: 81, amountCents: 2_500, reason: 'Goodwill', method: 'cash' },
    answer: refund,
    shows: ['Refund 82', '25.00', 'refund of', '81', 'Goodwill'],
  },
  {
    line: ['payments', 'list', '--ticket', '13', '--method', 'card', '--from', '2026-11-01', '--to', '2026-11-30'],
    path: 'payments.list',
    input: { ticketId: 13, method: 'card', from: '2026-11-01', to: '2026-11-30' },
    answer: pageOf(refund, payment),
    shows: ['AMOUNT', '-25.00', '200.00', 'Slip 4711', 'Goodwill'],
  },
];
