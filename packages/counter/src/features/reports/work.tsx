import type { MechanicSum, PartUsage } from '@mechanic-shop/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isPieces, useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { BarPlot } from './bar-plot.tsx';
import { useColumns } from './columns.ts';
import type { Range } from './ranges.ts';
import { Report } from './report.tsx';

type MechanicRow = Omit<MechanicSum, 'mechanic'> & { name: string };

/** The work of each mechanic. */
export function MechanicReport({ range }: { range: Range }) {
  const { reports: texts } = useTexts();
  const { number } = useFormat();
  const columns = useColumns<MechanicRow>();
  const { data, error, isPlaceholderData } = useQuery({
    ...useShop().reports.mechanics.queryOptions(range),
    placeholderData: keepPreviousData,
  });
  const rows = data?.items.map(({ mechanic, ...item }) => ({
    ...item,
    name: `${mechanic.firstName} ${mechanic.lastName}`,
  }));
  const bars = (rows ?? []).flatMap(({ name, soldHours, clockedHours }) => [
    { name: texts.soldBy(name), value: soldHours, shown: number(soldHours) },
    { name: texts.clockedBy(name), value: clockedHours, shown: number(clockedHours), look: 'warn' as const },
  ]);
  return (
    <Report
      title={texts.names.mechanics}
      days={[range.from, range.to]}
      error={error}
      isOld={isPlaceholderData}
      rows={rows}
      columns={[
        columns.text(texts.mechanic, ({ name }) => name),
        columns.count(texts.ticketsCompleted, ({ ticketsCompleted }) => ticketsCompleted),
        columns.count(texts.soldHours, ({ soldHours }) => soldHours),
        columns.count(texts.clockedHours, ({ clockedHours }) => clockedHours),
        columns.money(texts.labor, ({ laborCents }) => laborCents),
      ]}
      note={texts.notes.mechanics}
    >
      <BarPlot summary={texts.plotOf(`${texts.soldHours}, ${texts.clockedHours}`)} bars={bars} />
    </Report>
  );
}

/** How many parts the report names; the plot shows the first of them. */
const MOST_PARTS = 100;
const PLOTTED = 15;

/** The parts that brought the most. */
export function UsageReport({ range }: { range: Range }) {
  const { reports: texts, parts } = useTexts();
  const { money } = useFormat();
  const columns = useColumns<PartUsage>();
  const { data, error, isPlaceholderData } = useQuery({
    ...useShop().reports.usage.queryOptions({ ...range, limit: MOST_PARTS }),
    placeholderData: keepPreviousData,
  });
  const bars = (data?.items ?? []).slice(0, PLOTTED).map(({ part: { sku, name }, revenueCents }) => ({
    name: sku === null ? name : `${name}, ${sku}`,
    value: revenueCents,
    shown: money(revenueCents),
  }));
  return (
    <Report
      title={texts.names.usage}
      days={[range.from, range.to]}
      error={error}
      isOld={isPlaceholderData}
      rows={data?.items}
      columns={[
        columns.text(parts.sku, ({ part }) => part.sku),
        columns.text(parts.name, ({ part }) => part.name),
        columns.count(texts.quantity, ({ quantity }) => quantity),
        { ...columns.text(parts.unit, ({ part }) => part.unit), cell: ({ part }) => !isPieces(part.unit) && part.unit },
        columns.money(texts.revenue, ({ revenueCents }) => revenueCents),
      ]}
      note={texts.notes.usage(MOST_PARTS)}
    >
      <BarPlot summary={texts.plotOf(texts.revenue)} bars={bars} />
    </Report>
  );
}
