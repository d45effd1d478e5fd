import * as shared from '@mechanic-shop/shared';
import { type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { MECHANIC, demoIds } from '../accounts/demo-people.ts';
import { part } from '../inventory/docs.ts';

const days = { from: '2026-11-01', to: '2026-11-30' };

const sales: shared.Sales = {
  invoices: 23,
  laborCents: 512_050,
  partsCents: 388_410,
  subletCents: 24_000,
  feesCents: 10_350,
  suppliesCents: 17_220,
  discountCents: 9_800,
  netCents: 942_230,
  taxCents: 179_024,
  totalCents: 1_121_254,
  partsCostCents: 201_973,
  marginCents: 740_257,
};

const members: Members = {
  from: "The first day of the report in the shop's time zone.",
  to: 'The last day of the report, at most 1,100 days in all.',
  by: 'What to sum up by; weeks begin on Monday.',
  limit: 'The most parts that it names, 1 to 100.',
};

const salesMembers: Members = {
  invoices: 'How many invoices were issued.',
  laborCents: 'Labor before discounts, in integer cents.',
  partsCents: 'Parts before discounts, in integer cents.',
  subletCents: 'Sublet work before discounts, in integer cents.',
  feesCents: 'Fees before discounts, in integer cents.',
  suppliesCents: 'Shop supplies before discounts, in integer cents.',
  discountCents: 'All discounts, in integer cents.',
  netCents: 'The sum without tax, in integer cents.',
  taxCents: 'The tax, in integer cents.',
  totalCents: 'What customers pay, in integer cents.',
  partsCostCents: 'What the parts cost the shop when the invoices were issued; an unknown cost is 0. Integer cents.',
  marginCents: '`netCents` less `partsCostCents`.',
};

/** Sums for the owner. */
export const reportsDocs: FeatureDocs<'reports'> = {
  tag: 'Sales, taxes, payments, debts, work and stock in sums.',
  resources: {},
  procedures: {
    sales: {
      summary: 'Sum up sales and margins',
      description:
        'Admins only. By the day of issue; void invoices do not count. Periods without invoices are included, and the first and the last one are cut by `from` and `to`.',
      reasons: [],
      example: { ...days, by: 'month' },
      answer: { items: [{ from: days.from, ...sales }], total: sales },
    },
    taxes: {
      summary: 'Sum up taxes by rate',
      description: 'Admins only. By the day of issue; void invoices do not count.',
      reasons: [],
      example: days,
      answer: { items: [{ percent: 19, baseCents: 942_230, taxCents: 179_024 }] },
    },
    payments: {
      summary: 'Sum up payments by method',
      description: 'Admins only. By the day of receipt; payments count whatever becomes of the invoice.',
      reasons: [],
      example: days,
      answer: {
        items: [
          { method: 'cash', paymentsCents: 84_200, refundsCents: 0 },
          { method: 'card', paymentsCents: 731_905, refundsCents: 4_500 },
        ],
      },
    },
    receivables: {
      summary: 'Sum up what customers owe',
      description: 'Admins only. The unpaid amounts of open invoices by how many days they have been due.',
      reasons: [],
      example: {},
      answer: {
        notDueCents: 211_870,
        days1to30Cents: 64_350,
        days31to60Cents: 12_000,
        days61to90Cents: 0,
        over90Cents: 0,
        totalCents: 288_220,
      },
    },
    mechanics: {
      summary: 'Sum up the work of mechanics',
      description:
        'Admins only. Tickets and labor by the day of completion, the time clock by the day on which entries started. Declined work does not count.',
      reasons: [],
      example: days,
      answer: {
        items: [
          {
            mechanic: { id: demoIds.mechanic, firstName: MECHANIC.firstName, lastName: MECHANIC.lastName },
            ticketsCompleted: 14,
            soldHours: 41.5,
            clockedHours: 38.25,
            laborCents: 369_350,
          },
        ],
      },
    },
    stock: {
      summary: 'Sum up the stock',
      description: 'Admins only. As it is now.',
      reasons: [],
      example: {},
      answer: { parts: 345, low: 12, valueCents: 4_180_235 },
    },
    usage: {
      summary: 'Rank parts by revenue',
      description: 'Admins only. By the day of issue; void invoices do not count. Most revenue first.',
      reasons: [],
      example: { ...days, limit: 20 },
      answer: { items: [{ part, quantity: 64.5, revenueCents: 89_655 }] },
    },
  },
  members,
  models: {
    ReportPeriod: model(shared.ReportPeriod, 'What a report of sales sums up by.'),
    Sales: model(shared.Sales, 'Sums of invoices that are not void.', salesMembers),
    PeriodSales: model(shared.PeriodSales, 'The sales of one period.', {
      from: 'The first day of the period within the report.',
      ...salesMembers,
    }),
    SalesReport: model(shared.SalesReport, 'Sales by period.', {
      items: 'The periods, oldest first.',
      total: 'All periods together.',
    }),
    TaxReport: model(shared.TaxReport, 'Taxes by rate.', {
      items: 'The rates, highest first.',
      percent: 'The tax rate.',
      baseCents: 'The taxed amount, without the tax, in integer cents.',
      taxCents: 'The tax, in integer cents.',
    }),
    PaymentReport: model(shared.PaymentReport, 'Payments and refunds by method.', {
      items: 'The methods that were used.',
      method: 'How it was paid.',
      paymentsCents: 'What came in, in integer cents.',
      refundsCents: 'What was paid back, in integer cents.',
    }),
    Receivables: model(shared.Receivables, 'What customers owe.', {
      notDueCents: 'Not due yet, in integer cents.',
      days1to30Cents: 'Due for 1 to 30 days, in integer cents.',
      days31to60Cents: 'Due for 31 to 60 days, in integer cents.',
      days61to90Cents: 'Due for 61 to 90 days, in integer cents.',
      over90Cents: 'Due for more than 90 days, in integer cents.',
      totalCents: 'All of it, in integer cents.',
    }),
    MechanicReport: model(shared.MechanicReport, 'The work of mechanics.', {
      items: 'The mechanics who did any, by name.',
      mechanic: 'The mechanic.',
      ticketsCompleted: 'How many tickets were completed that the mechanic is on.',
      soldHours: 'Hours of the labor that names the mechanic; labor at a fixed price counts none.',
      clockedHours: 'Hours on the time clock, rounded to two decimals.',
      laborCents: 'The price of the labor that names the mechanic, before discounts, in integer cents.',
    }),
    StockReport: model(shared.StockReport, 'The stock in sums.', {
      parts: 'How many parts are in use, that is not retired.',
      low: 'How many parts are low.',
      valueCents: 'The cost × quantity of all parts, rounded for each part, in integer cents. An unknown cost is 0.',
    }),
    UsageReport: model(shared.UsageReport, 'Parts by revenue.', {
      items: 'The parts, most revenue first.',
      part: 'The part as it is now.',
      quantity: 'How much of it was sold.',
      revenueCents: 'What it brought before discounts, in integer cents.',
    }),
  },
};
