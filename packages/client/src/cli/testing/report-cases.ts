import type { Sales } from '@mechanic-shop/shared';
import type { Case } from './case.ts';
import { part } from './samples.ts';

const days = { from: '2026-11-01', to: '2026-11-30' };
const typed = ['--from', '2026-11-01', '--to', '2026-11-30'];

const sales: Sales = {
  invoices: 3,
  laborCents: 25_000,
  partsCents: 40_050,
  subletCents: 0,
  feesCents: 350,
  suppliesCents: 1_500,
  discountCents: 1_000,
  netCents: 65_900,
  taxCents: 12_521,
  totalCents: 78_421,
  partsCostCents: 20_120,
  marginCents: 45_780,
};
const grace = { id: 2, firstName: 'Grace', lastName: 'Hopper' };

/** Commands for reports. */
export const reportCases: Case[] = [
  {
    line: ['reports', 'sales', ...typed, '--by', 'week'],
    path: 'reports.sales',
    input: { ...days, by: 'week' },
    answer: { items: [{ from: '2026-11-01', ...sales }], total: sales },
    shows: ['FROM', 'MARGIN', '2026-11-01', '659.00', '457.80', 'total'],
  },
  {
    line: ['reports', 'taxes', ...typed],
    path: 'reports.taxes',
    input: days,
    answer: { items: [{ percent: 19, baseCents: 65_900, taxCents: 12_521 }] },
    shows: ['RATE', '19%', '659.00', '125.21'],
  },
  {
    line: ['reports', 'payments', ...typed],
    path: 'reports.payments',
    input: days,
    answer: { items: [{ method: 'card', paymentsCents: 78_421, refundsCents: 333 }] },
    shows: ['METHOD', 'card', '784.21', '3.33'],
  },
  {
    line: ['reports', 'receivables'],
    path: 'reports.receivables',
    input: undefined,
    answer: {
      notDueCents: 100,
      days1to30Cents: 250,
      days31to60Cents: 0,
      days61to90Cents: 0,
      over90Cents: 1_000,
      totalCents: 1_350,
    },
    shows: ['Receivables', '1 to 30 days', '2.50', 'over 90 days', '10.00', '13.50'],
  },
  {
    line: ['reports', 'mechanics', ...typed],
    path: 'reports.mechanics',
    input: days,
    answer: {
      items: [{ mechanic: grace, ticketsCompleted: 14, soldHours: 41.5, clockedHours: 38.25, laborCents: 369_350 }],
    },
    shows: ['MECHANIC', 'Grace Hopper', '14', '41.5', '38.25', '3693.50'],
  },
  {
    line: ['reports', 'stock'],
    path: 'reports.stock',
    input: undefined,
    answer: { parts: 345, low: 12, valueCents: 4_180_235 },
    shows: ['Stock', '345', '12', '41802.35'],
  },
  {
    line: ['reports', 'usage', ...typed, '--limit', '5'],
    path: 'reports.usage',
    input: { ...days, limit: 5 },
    answer: { items: [{ part, quantity: 64.5, revenueCents: 89_655 }] },
    shows: ['REVENUE', 'BP-100', 'Brake pads', '64.5', '896.55'],
  },
];
