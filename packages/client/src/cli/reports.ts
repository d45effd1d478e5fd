import {
  type MechanicReport,
  type PaymentReport,
  type PeriodSales,
  type Receivables,
  ReportPeriod,
  type Sales,
  type SalesReport,
  type StockReport,
  type TaxReport,
  type UsageReport,
} from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { addCommand, addGroup, itemsOf } from './command.ts';
import { choice, day, integer, required } from './fields.ts';
import type { Io } from './io.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { type Column, ID, KEY, table } from './table.ts';
import type { View } from './view.ts';

/** A column of amounts; the last ones are left out where the terminal is too narrow. */
function amount<T>(title: string, centsOf: (row: T) => number, keep = 1): Column<T> {
  return { title, cell: (row) => showMoney(centsOf(row)), amount: true, keep };
}

/** A period, or all of them. */
type SalesRow = Sales & Pick<Partial<PeriodSales>, 'from'>;

const salesColumns: Column<SalesRow>[] = [
  { title: 'FROM', cell: ({ from }) => from ?? 'total', whole: true, keep: ID },
  { title: 'INVOICES', cell: ({ invoices }) => invoices, keep: 2 },
  amount('LABOR', ({ laborCents }) => laborCents),
  amount('PARTS', ({ partsCents }) => partsCents),
  amount('SUBLET', ({ subletCents }) => subletCents, 0),
  amount('FEES', ({ feesCents }) => feesCents, 0),
  amount('SUPPLIES', ({ suppliesCents }) => suppliesCents, 0),
  amount('DISCOUNT', ({ discountCents }) => discountCents),
  amount('NET', ({ netCents }) => netCents, KEY),
  amount('TAX', ({ taxCents }) => taxCents, 2),
  amount('TOTAL', ({ totalCents }) => totalCents, 3),
  amount('COST', ({ partsCostCents }) => partsCostCents, 2),
  amount('MARGIN', ({ marginCents }) => marginCents, 3),
];

const showSales = ({ items, total }: SalesReport, view: View): string[] =>
  table<SalesRow>(salesColumns, [...items, total], view);

const taxColumns: Column<TaxReport['items'][number]>[] = [
  { title: 'RATE', cell: ({ percent }) => `${percent}%`, whole: true, amount: true, keep: ID },
  amount('NET', ({ baseCents }) => baseCents, KEY),
  amount('TAX', ({ taxCents }) => taxCents, KEY),
];

const paymentColumns: Column<PaymentReport['items'][number]>[] = [
  { title: 'METHOD', cell: ({ method }) => method, whole: true, keep: ID },
  amount('PAYMENTS', ({ paymentsCents }) => paymentsCents, KEY),
  amount('REFUNDS', ({ refundsCents }) => refundsCents, KEY),
];

const mechanicColumns: Column<MechanicReport['items'][number]>[] = [
  { title: 'ID', cell: ({ mechanic }) => mechanic.id, keep: ID },
  { title: 'MECHANIC', cell: ({ mechanic }) => fullName(mechanic), keep: KEY },
  { title: 'TICKETS', cell: ({ ticketsCompleted }) => ticketsCompleted, keep: 2 },
  { title: 'SOLD H', cell: ({ soldHours }) => soldHours, keep: 3 },
  { title: 'CLOCKED H', cell: ({ clockedHours }) => clockedHours, keep: 3 },
  amount('LABOR', ({ laborCents }) => laborCents, 3),
];

const usageColumns: Column<UsageReport['items'][number]>[] = [
  { title: 'ID', cell: ({ part }) => part.id, keep: ID },
  { title: 'SKU', cell: ({ part }) => part.sku, keep: 2 },
  { title: 'NAME', cell: ({ part }) => part.name, keep: KEY },
  { title: 'QUANTITY', cell: ({ quantity }) => quantity, keep: 3 },
  { title: 'UNIT', cell: ({ part }) => part.unit, keep: 1 },
  amount('REVENUE', ({ revenueCents }) => revenueCents, 3),
];

/** A table, or a sentence instead of an empty one. */
function rowsOf<T>(columns: Column<T>[]) {
  return ({ items }: { items: T[] }, view: View): string[] =>
    items.length > 0 ? table(columns, items, view) : ['Nothing in these days.'];
}

function receivablesCard(sums: Receivables, view: View): string[] {
  return card(
    'Receivables',
    [
      ['not due', showMoney(sums.notDueCents)],
      ['1 to 30 days', showMoney(sums.days1to30Cents)],
      ['31 to 60 days', showMoney(sums.days31to60Cents)],
      ['61 to 90 days', showMoney(sums.days61to90Cents)],
      ['over 90 days', showMoney(sums.over90Cents)],
      ['total', showMoney(sums.totalCents)],
    ],
    view,
  );
}

function stockCard({ parts, low, valueCents }: StockReport, view: View): string[] {
  return card(
    'Stock',
    [
      ['parts', parts],
      ['low', low],
      ['value', showMoney(valueCents)],
    ],
    view,
  );
}

const days = {
  from: required(day('--from <date>', 'the first day')),
  to: required(day('--to <date>', 'the last day, at most 1,100 days in all')),
};

/** `shop reports`: sums for the owner. */
export function addReports(program: Command, io: Io): void {
  const group = addGroup(program, 'reports', 'sales, taxes, payments, debts, work and stock in sums (admins)');
  addCommand(group, io, {
    name: 'sales',
    about: 'sum up sales and margins by day, week or month',
    options: { ...days, by: required(choice('--by <period>', 'what to sum up by', ReportPeriod.options)) },
    call: ({ shop }, input) => shop.reports.sales.query(input),
    rows: itemsOf,
    show: showSales,
  });
  addCommand(group, io, {
    name: 'taxes',
    about: 'sum up the taxes of invoices by rate',
    options: days,
    call: ({ shop }, input) => shop.reports.taxes.query(input),
    rows: itemsOf,
    show: rowsOf(taxColumns),
  });
  addCommand(group, io, {
    name: 'payments',
    about: 'sum up payments and refunds by method',
    options: days,
    call: ({ shop }, input) => shop.reports.payments.query(input),
    rows: itemsOf,
    show: rowsOf(paymentColumns),
  });
  addCommand(group, io, {
    name: 'receivables',
    about: 'show what customers owe, by how long it has been due',
    call: ({ shop }) => shop.reports.receivables.query(),
    rows: (sums) => [sums],
    show: receivablesCard,
  });
  addCommand(group, io, {
    name: 'mechanics',
    about: 'sum up tickets completed, labor sold and hours clocked by mechanic',
    options: days,
    call: ({ shop }, input) => shop.reports.mechanics.query(input),
    rows: itemsOf,
    show: rowsOf(mechanicColumns),
  });
  addCommand(group, io, {
    name: 'stock',
    about: 'show how many parts there are, how many are low, and what the stock cost',
    call: ({ shop }) => shop.reports.stock.query(),
    rows: (sums) => [sums],
    show: stockCard,
  });
  addCommand(group, io, {
    name: 'usage',
    about: 'show the parts that brought the most revenue',
    options: { ...days, limit: integer('--limit <n>', 'how many parts, 1 to 100, default 20') },
    call: ({ shop }, input) => shop.reports.usage.query(input),
    rows: itemsOf,
    show: rowsOf(usageColumns),
  });
}
