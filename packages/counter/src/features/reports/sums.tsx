import type { RouterOutputs } from '@mechanic-shop/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { textOf } from '../../i18n/text-of.ts';
import { useShop } from '../../shop/shop.ts';
import { BarPlot } from './bar-plot.tsx';
import { useColumns } from './columns.ts';
import type { Range } from './ranges.ts';
import { Report } from './report.tsx';

type Item<Name extends 'taxes' | 'payments'> = RouterOutputs['reports'][Name]['items'][number];

/** Taxes by rate. */
export function TaxReport({ range }: { range: Range }) {
  const { reports: texts } = useTexts();
  const { money, number } = useFormat();
  const columns = useColumns<Item<'taxes'>>();
  const { data, error, isPlaceholderData } = useQuery({
    ...useShop().reports.taxes.queryOptions(range),
    placeholderData: keepPreviousData,
  });
  const bars = (data?.items ?? []).map(({ percent, taxCents }) => ({
    name: `${number(percent)} %`,
    value: taxCents,
    shown: money(taxCents),
  }));
  return (
    <Report
      title={texts.names.taxes}
      days={[range.from, range.to]}
      error={error}
      isOld={isPlaceholderData}
      rows={data?.items}
      columns={[
        columns.count(texts.rate, ({ percent }) => percent),
        columns.money(texts.base, ({ baseCents }) => baseCents),
        columns.money(texts.tax, ({ taxCents }) => taxCents),
      ]}
      note={texts.notes.taxes}
    >
      <BarPlot summary={texts.plotOf(texts.tax)} bars={bars} />
    </Report>
  );
}

/** Payments and refunds by method. */
export function PaymentReport({ range }: { range: Range }) {
  const { reports: texts, payments } = useTexts();
  const { money } = useFormat();
  const columns = useColumns<Item<'payments'>>();
  const { data, error, isPlaceholderData } = useQuery({
    ...useShop().reports.payments.queryOptions(range),
    placeholderData: keepPreviousData,
  });
  const methodOf = ({ method }: { method: string }): string => textOf(payments.methods, method);
  const bars = (data?.items ?? []).map((item) => ({
    name: methodOf(item),
    value: item.paymentsCents,
    shown: money(item.paymentsCents),
  }));
  return (
    <Report
      title={texts.names.payments}
      days={[range.from, range.to]}
      error={error}
      isOld={isPlaceholderData}
      rows={data?.items}
      columns={[
        columns.text(payments.method, methodOf),
        columns.money(payments.title, ({ paymentsCents }) => paymentsCents),
        columns.money(texts.refunds, ({ refundsCents }) => refundsCents),
      ]}
    >
      <BarPlot summary={texts.plotOf(payments.title)} bars={bars} />
    </Report>
  );
}

/** What customers owe, by how long it has been due. */
export function ReceivablesReport() {
  const { reports: texts } = useTexts();
  const { money } = useFormat();
  const columns = useColumns<{ name: string; cents: number }>();
  const { data, error } = useQuery(useShop().reports.receivables.queryOptions());
  const ages = data && [
    { name: texts.notDue, cents: data.notDueCents },
    { name: texts.days(1, 30), cents: data.days1to30Cents },
    { name: texts.days(31, 60), cents: data.days31to60Cents },
    { name: texts.days(61, 90), cents: data.days61to90Cents },
    { name: texts.over(90), cents: data.over90Cents },
  ];
  return (
    <Report
      title={texts.names.receivables}
      error={error}
      rows={ages && [...ages, { name: texts.all, cents: data.totalCents }]}
      columns={[columns.text(texts.due, ({ name }) => name), columns.money(texts.unpaid, ({ cents }) => cents)]}
    >
      <BarPlot
        summary={texts.plotOf(texts.unpaid)}
        bars={(ages ?? []).map(({ name, cents }) => ({ name, value: cents, shown: money(cents) }))}
      />
    </Report>
  );
}

/** What lies on the shelves now. */
export function StockReport() {
  const { reports: texts } = useTexts();
  const columns = useColumns<RouterOutputs['reports']['stock']>();
  const { data, error } = useQuery(useShop().reports.stock.queryOptions());
  return (
    <>
      <Report
        title={texts.names.stock}
        error={error}
        rows={data && [data]}
        columns={[
          columns.count(texts.partsInUse, ({ parts }) => parts),
          columns.count(texts.low, ({ low }) => low),
          columns.money(texts.stockValue, ({ valueCents }) => valueCents),
        ]}
        note={texts.notes.stock}
      />
      <Link className="link mt-3 inline-block print:hidden" to="/parts" search={{ view: 'low' }}>
        {texts.showLow}
      </Link>
    </>
  );
}
