import type { Estimate, EstimateView, SentEstimate } from '@mechanic-shop/shared';
import type { Case } from './case.ts';
import { pageOf, samplePdf } from './samples.ts';

const CODE = 'Q277-RR69-5FY2-JTFR-7PXV-399E-P2CF';
const at = '2026-11-20T09:30:00.000Z';
const estimate: Estimate = {
  id: 61,
  ticketId: 13,
  number: 2,
  status: 'answered',
  message: 'The pads are worn.',
  currency: 'EUR',
  taxMode: 'exclusive',
  jobs: [
    {
      jobId: 31,
      name: 'Brakes',
      description: null,
      labor: [{ description: 'Fit pads', hours: 1.5, totalCents: 12_000 }],
      parts: [
        { name: 'Brake pads', sku: 'BP-100', unit: 'piece', quantity: 2, unitPriceCents: 12_025, totalCents: 24_050 },
      ],
      extras: [{ kind: 'fee', description: 'Disposal', amountCents: 500 }],
      discountCents: 1_000,
      netCents: 35_550,
      decision: 'approved',
    },
    {
      jobId: 32,
      name: 'Wash',
      description: null,
      labor: [],
      parts: [],
      extras: [],
      discountCents: 0,
      netCents: 0,
      decision: 'declined',
    },
  ],
  totals: {
    laborCents: 12_000,
    partsCents: 24_050,
    subletCents: 0,
    feesCents: 500,
    suppliesCents: 0,
    discountCents: 1_000,
    netCents: 35_550,
    taxes: [{ percent: 23, baseCents: 35_550, taxCents: 8_177 }],
    taxCents: 8_177,
    totalCents: 43_727,
  },
  sentBy: { id: 4, firstName: 'Grace', lastName: 'Hopper' },
  sentAt: at,
  expiresAt: '2026-12-04T23:59:59.999Z',
  viewedAt: at,
  answer: {
    id: 71,
    ticketId: 13,
    estimateId: 61,
    method: 'account',
    by: 'Ada Lovelace',
    recordedBy: null,
    approved: [31],
    declined: [32],
    approvedCents: 35_550,
    note: 'Please hurry.',
    at,
  },
};
const sent: SentEstimate = { ...estimate, status: 'sent', answer: null, code: CODE, url: `https://x.test/e/${CODE}` };
const view: EstimateView = {
  shop: {
    name: 'Hopper Motors',
    address: null,
    phone: '+353 1 496 0001',
    email: null,
    taxNumber: null,
    language: 'en',
    timeZone: 'UTC',
  },
  ticketId: 13,
  customerFirstName: 'Ada',
  vehicle: { make: 'Ford', model: 'Focus', year: 2020, licensePlate: 'AB-123' },
  estimate: { ...estimate, sentBy: null },
};

const lines = [
  'Estimate 2 of ticket 13',
  'Job 31: Brakes (10.00 off, net 355.50, approved)',
  'Job 32: Wash (net 0.00, declined)',
  '1.5 h',
  'BP-100',
  'Disposal',
  '23% tax on 355.50',
  '437.27',
];
const oneEstimate = {
  answer: estimate,
  shows: [...lines, 'Grace Hopper', 'Ada Lovelace, 2026-11-20', 'Please hurry.'],
};
const linked = {
  answer: view,
  shows: [...lines, 'Hopper Motors, +353 1 496 0001', 'Ford Focus 2020 (AB-123)'],
};

/** Commands for estimates. */
export const estimateCases: Case[] = [
  {
    line: ['estimates', 'send', '13', '--job', '31', '--job', '32', '--message', 'Worn.', '--if-version', '4'],
    path: 'estimates.send',
    input: { ticketId: 13, jobIds: [31, 32], message: 'Worn.', version: 4 },
    answer: sent,
    shows: [...lines, CODE, `https://x.test/e/${CODE}`, `estimates answer ${CODE} --approve JOB`],
  },
  {
    line: ['estimates', 'list', '13'],
    path: 'estimates.list',
    input: { ticketId: 13 },
    answer: pageOf(estimate),
    shows: ['NUMBER', 'answered', '437.27', 'Please hurry.'],
  },
  { line: ['estimates', 'show', '61'], path: 'estimates.get', input: { id: 61 }, ...oneEstimate },
  { line: ['estimates', 'show', CODE], path: 'estimates.view', input: { code: CODE }, ...linked },
  {
    line: ['estimates', 'pdf', '61'],
    path: 'estimates.pdf',
    input: { id: 61 },
    answer: samplePdf('estimate-13-2'),
    shows: ['%PDF-1.7'],
  },
  { line: ['estimates', 'withdraw', '61'], path: 'estimates.withdraw', input: { id: 61 }, ...oneEstimate },
  {
    line: ['estimates', 'answer', '61', '--approve', '31', '--decline', '32', '--note', 'Please hurry.'],
    path: 'estimates.decide',
    input: { id: 61, approve: [31], decline: [32], note: 'Please hurry.' },
    ...oneEstimate,
  },
  {
    line: ['estimates', 'answer', CODE, '--approve', '31', '--approve', '32', '--by', 'Ada'],
    path: 'estimates.answer',
    input: { code: CODE, approve: [31, 32], decline: [], by: 'Ada' },
    ...linked,
  },
];
