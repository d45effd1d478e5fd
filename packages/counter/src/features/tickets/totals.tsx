import { type Ticket, type TotalsRules, totalsOf } from '@mechanic-shop/client';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { drafted, useDrafts } from './drafts.tsx';

/** What the ticket comes to, with what is being typed. An invoiced ticket shows what was invoiced. */
export function Totals({ ticket, rules }: { ticket: Ticket; rules: TotalsRules }) {
  const { totals: texts } = useTexts();
  const { money, number } = useFormat();
  const { drafts } = useDrafts();
  const totals = ticket.invoice ? ticket.totals : totalsOf(drafted(ticket, drafts), rules);
  const rows = [
    [texts.labor, totals.laborCents],
    [texts.parts, totals.partsCents],
    [texts.sublet, totals.subletCents],
    [texts.fees, totals.feesCents],
    [texts.supplies, totals.suppliesCents],
    [texts.discount, -totals.discountCents],
    [texts.net, totals.netCents],
    ...totals.taxes.map(({ percent, taxCents }) => [texts.tax(number(percent)), taxCents] as const),
  ] as const;
  return (
    <section aria-label={texts.title} className="card p-3">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 tabular-nums">
        {rows
          .filter(([, cents]) => cents !== 0)
          .map(([name, cents]) => (
            <Row key={name} name={name} value={money(cents)} />
          ))}
        <Row name={texts.total} value={money(totals.totalCents)} isStrong />
        {ticket.paidCents !== 0 && <Row name={texts.paid} value={money(ticket.paidCents)} />}
        {ticket.paidCents !== 0 && <Row name={texts.balance} value={money(totals.totalCents - ticket.paidCents)} />}
      </dl>
    </section>
  );
}

function Row({ name, value, isStrong = false }: { name: string; value: string; isStrong?: boolean }) {
  const look = isStrong ? 'border-line mt-1 border-t pt-1 font-semibold' : '';
  return (
    <>
      <dt className={look}>{name}</dt>
      <dd className={`text-right ${look}`}>{value}</dd>
    </>
  );
}
