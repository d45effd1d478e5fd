import type { PeriodSales, ReportPeriod, Sales } from '@mechanic-shop/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { type ReportColumn, useColumns } from './columns.ts';
import { usePeriodName } from './period-name.ts';
import type { Range } from './ranges.ts';
import { Report } from './report.tsx';
import { TimePlot } from './time-plot.tsx';

/** A period, or all of them. */
type Row = Sales & { name: string };

function useSalesColumns(): ReportColumn<Row>[] {
  const { reports: texts } = useTexts();
  const { text, count, money } = useColumns<Row>();
  return [
    { ...text(texts.period, ({ name }) => name), whole: true },
    count(texts.invoices, ({ invoices }) => invoices),
    money(texts.labor, ({ laborCents }) => laborCents),
    money(texts.parts, ({ partsCents }) => partsCents),
    money(texts.sublet, ({ subletCents }) => subletCents),
    money(texts.fees, ({ feesCents }) => feesCents),
    money(texts.supplies, ({ suppliesCents }) => suppliesCents),
    money(texts.discount, ({ discountCents }) => discountCents),
    money(texts.net, ({ netCents }) => netCents),
    money(texts.tax, ({ taxCents }) => taxCents),
    money(texts.total, ({ totalCents }) => totalCents),
    money(texts.partsCost, ({ partsCostCents }) => partsCostCents),
    money(texts.margin, ({ marginCents }) => marginCents),
  ];
}

/** What was sold in each period, and what is left of it. */
export function SalesReport({ range, by }: { range: Range; by: ReportPeriod }) {
  const { reports: texts } = useTexts();
  const { money } = useFormat();
  const nameOf = usePeriodName(by);
  const columns = useSalesColumns();
  const { data, error, isPlaceholderData } = useQuery({
    ...useShop().reports.sales.queryOptions({ ...range, by }),
    placeholderData: keepPreviousData,
  });
  const items: Row[] = (data?.items ?? []).map((item: PeriodSales) => ({ ...item, name: nameOf(item.from) }));
  return (
    <Report
      title={texts.names.sales}
      days={[range.from, range.to]}
      error={error}
      isOld={isPlaceholderData}
      columns={columns}
      rows={data && [...items, { ...data.total, name: texts.all }]}
      note={texts.notes.sales}
    >
      {data && (
        <TimePlot
          summary={texts.salesSummary(money(data.total.netCents), money(data.total.marginCents), items.length)}
          points={items.map(({ name }) => name)}
          series={[
            { name: texts.net, shape: 'bars', values: items.map(({ netCents }) => netCents) },
            { name: texts.margin, shape: 'line', values: items.map(({ marginCents }) => marginCents) },
          ]}
          show={money}
        />
      )}
    </Report>
  );
}
