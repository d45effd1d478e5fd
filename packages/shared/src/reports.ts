import * as z from 'zod';
import type { Query } from './contract.ts';
import { Part } from './inventory.ts';
import { PaymentMethod } from './payments.ts';
import { Person } from './people.ts';
import { Count, type NoInput } from './values/input.ts';
import { Percent, Quantity } from './values/quantity.ts';
import { Day } from './values/time.ts';

/** The most days of a report. */
export const MAX_REPORT_DAYS = 1100;

/** What a report of sales sums up by. Weeks begin on Monday. */
export const ReportPeriod = z.enum(['day', 'week', 'month']);
export type ReportPeriod = z.infer<typeof ReportPeriod>;

const range = { from: Day, to: Day };
const DAY_MS = 86_400_000;

interface Range {
  from: string;
  to: string;
}

const isInOrder = ({ from, to }: Range): boolean => from <= to;
const NOT_IN_ORDER = { path: ['to'], message: 'Use a day that is not before the first one.' };
const isShort = ({ from, to }: Range): boolean => (Date.parse(to) - Date.parse(from)) / DAY_MS < MAX_REPORT_DAYS;
const NOT_SHORT = { path: ['to'], message: `A report covers at most ${MAX_REPORT_DAYS} days.` };

/** The days of a report in the shop's time zone, `YYYY-MM-DD`, both inclusive; at most 1,100. */
export const ReportInput = z.strictObject(range).refine(isInOrder, NOT_IN_ORDER).refine(isShort, NOT_SHORT);
export type ReportInput = z.input<typeof ReportInput>;

/** The days of a report, both inclusive, and what it sums up by. */
export const SalesReportInput = z
  .strictObject({ ...range, by: ReportPeriod })
  .refine(isInOrder, NOT_IN_ORDER)
  .refine(isShort, NOT_SHORT);
export type SalesReportInput = z.input<typeof SalesReportInput>;

/** The days of a report, both inclusive, and the most parts that it names: 1 to 100, default 20. */
export const UsageReportInput = z
  .strictObject({ ...range, limit: z.int().min(1).max(100).default(20) })
  .refine(isInOrder, NOT_IN_ORDER)
  .refine(isShort, NOT_SHORT);
export type UsageReportInput = z.input<typeof UsageReportInput>;

/** Sums of invoices that are not void. All amounts are integer cents; labor to supplies are before discounts. */
export interface Sales {
  invoices: number;
  laborCents: number;
  partsCents: number;
  subletCents: number;
  feesCents: number;
  suppliesCents: number;
  discountCents: number;
  /** Without tax. */
  netCents: number;
  taxCents: number;
  totalCents: number;
  /** What the parts cost the shop when the invoices were issued; 0 where that is not known. */
  partsCostCents: number;
  /** `netCents` less `partsCostCents`. */
  marginCents: number;
}
const sales = {
  invoices: Count,
  laborCents: Count,
  partsCents: Count,
  subletCents: Count,
  feesCents: Count,
  suppliesCents: Count,
  discountCents: Count,
  netCents: Count,
  taxCents: Count,
  totalCents: Count,
  partsCostCents: Count,
  marginCents: z.int(),
};
/** @internal */
export const Sales: z.ZodType<Sales> = z.object(sales);

/** The sales of one period. */
export interface PeriodSales extends Sales {
  /** The first day of the period within the report, `YYYY-MM-DD`. */
  from: string;
}
/** @internal */
export const PeriodSales: z.ZodType<PeriodSales> = z.object({ from: z.string(), ...sales });

/** Sales by period, oldest first and with periods without any, and of all periods together. */
export interface SalesReport {
  items: PeriodSales[];
  total: Sales;
}
/** @internal */
export const SalesReport: z.ZodType<SalesReport> = z.object({ items: z.array(PeriodSales), total: Sales });

/** The taxes of all invoices at one rate, in integer cents. */
export interface TaxSum {
  /** The rate: above 0, at most 3 decimals. */
  percent: number;
  /** The taxed amount, without the tax. */
  baseCents: number;
  taxCents: number;
}
const TaxSum = z.object({ percent: Percent, baseCents: Count, taxCents: Count });

/** Taxes by rate, highest rate first. */
export interface TaxReport {
  items: TaxSum[];
}
/** @internal */
export const TaxReport: z.ZodType<TaxReport> = z.object({ items: z.array(TaxSum) });

/** What came in by one method, and what was paid back, in integer cents. */
export interface PaymentSum {
  method: PaymentMethod;
  paymentsCents: number;
  refundsCents: number;
}
const PaymentSum = z.object({ method: PaymentMethod, paymentsCents: Count, refundsCents: Count });

/** Payments and refunds of the methods that were used. */
export interface PaymentReport {
  items: PaymentSum[];
}
/** @internal */
export const PaymentReport: z.ZodType<PaymentReport> = z.object({ items: z.array(PaymentSum) });

/** What customers still owe, by how many days it has been due, in integer cents. */
export interface Receivables {
  notDueCents: number;
  days1to30Cents: number;
  days31to60Cents: number;
  days61to90Cents: number;
  over90Cents: number;
  totalCents: number;
}
/** @internal */
export const Receivables: z.ZodType<Receivables> = z.object({
  notDueCents: Count,
  days1to30Cents: Count,
  days31to60Cents: Count,
  days61to90Cents: Count,
  over90Cents: Count,
  totalCents: Count,
});

/** The work of one mechanic. */
export interface MechanicSum {
  mechanic: Person;
  /** Tickets that the mechanic is on. */
  ticketsCompleted: number;
  /** Hours of the labor that names the mechanic on completed tickets; labor at a fixed price counts none. */
  soldHours: number;
  /** Hours on the time clock, rounded to two decimals. */
  clockedHours: number;
  /** The price of the labor that names the mechanic, before discounts. Integer cents. */
  laborCents: number;
}
const Hours = Quantity;
const MechanicSum = z.object({
  mechanic: Person,
  ticketsCompleted: Count,
  soldHours: Hours,
  clockedHours: Hours,
  laborCents: Count,
});

/** The work of mechanics who did any, by name. */
export interface MechanicReport {
  items: MechanicSum[];
}
/** @internal */
export const MechanicReport: z.ZodType<MechanicReport> = z.object({ items: z.array(MechanicSum) });

/** What lies on the shelves now. */
export interface StockReport {
  /** How many parts are in use, that is not retired. */
  parts: number;
  /** How many parts are low: `available + onOrder − missing` is below their `minQuantity`. */
  low: number;
  /** The sum of cost × quantity of all parts, rounded for each part, in integer cents. An unknown cost is 0. */
  valueCents: number;
}
/** @internal */
export const StockReport: z.ZodType<StockReport> = z.object({ parts: Count, low: Count, valueCents: Count });

/** How much of a part was sold. */
export interface PartUsage {
  part: Part;
  quantity: number;
  /** Before discounts. Integer cents. */
  revenueCents: number;
}
const PartUsage = z.object({ part: Part, quantity: Quantity, revenueCents: Count });

/** The parts with the most revenue, most first. */
export interface UsageReport {
  items: PartUsage[];
}
/** @internal */
export const UsageReport: z.ZodType<UsageReport> = z.object({ items: z.array(PartUsage) });

/** Sums for the owner. Days are those of the shop's time zone. Invoices that are void do not count. */
export interface ReportsApi {
  /**
   * Returns sales and margins by day, week or month of issue; periods without invoices are included. The first and the
   * last period are cut by `from` and `to`. Admins only. Errors: `INVALID_INPUT`.
   */
  sales: Query<SalesReportInput, SalesReport>;
  /** Returns the taxes of invoices by rate, by the day of issue. Admins only. Errors: `INVALID_INPUT`. */
  taxes: Query<ReportInput, TaxReport>;
  /**
   * Returns payments and refunds by method, by the day on which they were received; those for tickets with void invoices
   * count. Admins only. Errors: `INVALID_INPUT`.
   */
  payments: Query<ReportInput, PaymentReport>;
  /** Returns what is unpaid of open invoices, by how long it has been due. Admins only. */
  receivables: Query<NoInput, Receivables>;
  /**
   * Returns tickets completed and labor sold by mechanic, by the day of completion, and hours clocked, by the day on which
   * they started. Work that was declined does not count. Admins only. Errors: `INVALID_INPUT`.
   */
  mechanics: Query<ReportInput, MechanicReport>;
  /** Returns how many parts there are, how many are low, and what the stock cost. Admins only. */
  stock: Query<NoInput, StockReport>;
  /** Returns the parts that brought the most revenue, by the day of issue. Admins only. Errors: `INVALID_INPUT`. */
  usage: Query<UsageReportInput, UsageReport>;
}
