import {
  MechanicReport,
  NoInput,
  PaymentReport,
  Receivables,
  ReportInput,
  SalesReport,
  SalesReportInput,
  StockReport,
  TaxReport,
  UsageReport,
  UsageReportInput,
} from '@mechanic-shop/shared';
import { adminProcedure } from '../../api/trpc.ts';
import { reportsDocs } from './docs.ts';
import { mechanics } from './mechanics.ts';
import { payments, taxes } from './money.ts';
import { receivables } from './receivables.ts';
import { sales } from './sales.ts';
import { stock } from './stock.ts';
import { usage } from './usage.ts';

const docs = reportsDocs.procedures;

export const reportsRouter = {
  sales: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/sales' }, ...docs.sales })
    .input(SalesReportInput)
    .output(SalesReport)
    .query(({ ctx, input }) => sales(ctx, input)),
  taxes: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/taxes' }, ...docs.taxes })
    .input(ReportInput)
    .output(TaxReport)
    .query(({ ctx, input }) => taxes(ctx, input)),
  payments: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/payments' }, ...docs.payments })
    .input(ReportInput)
    .output(PaymentReport)
    .query(({ ctx, input }) => payments(ctx, input)),
  receivables: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/receivables' }, ...docs.receivables })
    .input(NoInput)
    .output(Receivables)
    .query(({ ctx }) => receivables(ctx)),
  mechanics: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/mechanics' }, ...docs.mechanics })
    .input(ReportInput)
    .output(MechanicReport)
    .query(({ ctx, input }) => mechanics(ctx, input)),
  stock: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/stock' }, ...docs.stock })
    .input(NoInput)
    .output(StockReport)
    .query(({ ctx }) => stock(ctx)),
  usage: adminProcedure
    .meta({ rest: { method: 'GET', path: '/reports/usage' }, ...docs.usage })
    .input(UsageReportInput)
    .output(UsageReport)
    .query(({ ctx, input }) => usage(ctx, input)),
};
