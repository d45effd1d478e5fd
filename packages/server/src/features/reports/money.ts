import {
  type PaymentReport,
  PaymentMethod,
  type PaymentSum,
  type ReportInput,
  type TaxReport,
  type TaxSum,
  fromThousandths,
} from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { invoiceTaxes } from '../invoices/figures-table.ts';
import { payments as paymentRows } from '../payments/table.ts';
import { settingsFor } from '../shop/rows.ts';
import { added, inTurns } from './chunks.ts';
import { type Span, weeksOf } from './periods.ts';
import { isWithin, sumOf } from './sums.ts';

const taxesBetween = prepared('report_taxes', (db, p: Slots<Pick<Span, 'since' | 'until'>>) =>
  db
    .select({
      percent: invoiceTaxes.percent,
      baseCents: sumOf(invoiceTaxes.baseCents),
      taxCents: sumOf(invoiceTaxes.taxCents),
    })
    .from(invoiceTaxes)
    .where(isWithin(invoiceTaxes.issuedAt, p))
    .groupBy(invoiceTaxes.percent),
);

/** The taxes of invoices by rate, highest rate first. */
export async function taxes(call: SignedInCall, input: Parsed<typeof ReportInput>): Promise<TaxReport> {
  const { timeZone } = await settingsFor(call, call.read);
  const sums = new Map<number, TaxSum>();
  const weeks = weeksOf(input, timeZone);
  for await (const rows of inTurns(weeks, (week) => taxesBetween(call.read, week))) {
    for (const { percent, baseCents, taxCents } of rows) {
      const before = sums.get(percent) ?? { percent: fromThousandths(percent), baseCents: 0, taxCents: 0 };
      sums.set(percent, {
        ...before,
        baseCents: added(before.baseCents, baseCents),
        taxCents: added(before.taxCents, taxCents),
      });
    }
  }
  return { items: [...sums.values()].toSorted((a, b) => b.percent - a.percent) };
}

const paymentsBetween = prepared('report_payments', (db, p: Slots<Pick<Span, 'since' | 'until'>>) =>
  db
    .select({ method: paymentRows.method, kind: paymentRows.kind, cents: sumOf(paymentRows.amountCents) })
    .from(paymentRows)
    .where(isWithin(paymentRows.receivedAt, p))
    .groupBy(paymentRows.method, paymentRows.kind),
);

/** Payments and refunds of the methods that were used, by method. */
export async function payments(call: SignedInCall, input: Parsed<typeof ReportInput>): Promise<PaymentReport> {
  const { timeZone } = await settingsFor(call, call.read);
  const sums = new Map<PaymentMethod, PaymentSum>();
  const weeks = weeksOf(input, timeZone);
  for await (const rows of inTurns(weeks, (week) => paymentsBetween(call.read, week))) {
    for (const { method, kind, cents } of rows) {
      const sum = sums.get(method) ?? { method, paymentsCents: 0, refundsCents: 0 };
      const member = kind === 'payment' ? 'paymentsCents' : 'refundsCents';
      sums.set(method, { ...sum, [member]: added(sum[member], cents) });
    }
  }
  return { items: PaymentMethod.options.flatMap((method) => sums.get(method) ?? []) };
}
