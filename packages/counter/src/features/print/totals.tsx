import type { Totals } from '@mechanic-shop/client';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';

interface Props {
  totals: Totals;
  /** What was paid, and what is left; undefined where it is not printed. */
  paid?: { paidCents: number; balanceCents: number };
}

/** The sums at the foot of a sheet. */
export function PrintedTotals({ totals, paid }: Props) {
  const { totals: texts } = useTexts();
  const { money, number } = useFormat();
  const rows = [
    [texts.supplies, totals.suppliesCents],
    [texts.discount, -totals.discountCents],
    [texts.net, totals.netCents],
    ...totals.taxes.map(({ percent, taxCents }) => [texts.tax(number(percent)), taxCents] as const),
  ] as const;
  return (
    <dl className="keep mt-4 ml-auto grid max-w-72 grid-cols-[1fr_auto] gap-x-4 tabular-nums">
      {rows
        .filter(([, cents]) => cents !== 0)
        .map(([name, cents]) => (
          <Row key={name} name={name} value={money(cents)} />
        ))}
      <Row name={texts.total} value={money(totals.totalCents)} isStrong />
      {paid && paid.paidCents !== 0 && <Row name={texts.paid} value={money(paid.paidCents)} />}
      {paid && paid.paidCents !== 0 && <Row name={texts.balance} value={money(paid.balanceCents)} isStrong />}
    </dl>
  );
}

function Row({ name, value, isStrong = false }: { name: string; value: string; isStrong?: boolean }) {
  const look = isStrong ? 'border-t font-semibold' : '';
  return (
    <>
      <dt className={look}>{name}</dt>
      <dd className={`text-right ${look}`}>{value}</dd>
    </>
  );
}
