import type { ReportPeriod } from '@mechanic-shop/client';
import { asDay } from '../../app/filters.ts';

/** The reports in the order of their tabs. */
export const reportNames = ['sales', 'taxes', 'payments', 'receivables', 'mechanics', 'stock', 'usage'] as const;
export type ReportName = (typeof reportNames)[number];

export const periods: readonly ReportPeriod[] = ['day', 'week', 'month'];

/** What an address says about a report: without a name the sales, without days this year. */
export interface ReportSearch {
  report?: ReportName | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: ReportPeriod | undefined;
}

/** Reads the address of a report. */
export function asReportSearch({ report, from, to, by }: Record<string, unknown>): ReportSearch {
  return {
    report: reportNames.find((one) => one === report),
    from: asDay(from),
    to: asDay(to),
    by: periods.find((one) => one === by),
  };
}
