import type { Ticket, Totals } from '@mechanic-shop/shared';
import { showMoney } from './money.ts';
import { showDiscount } from './prices.ts';
import type { View } from './view.ts';

type Sum = [label: string, cents: number];

function sumsOf(totals: Totals, discount: Ticket['discount']): Sum[] {
  const off = discount?.kind === 'percent' ? `discount, ${showDiscount(discount)} on all` : 'discount';
  const sums: Sum[] = [
    ['labor', totals.laborCents],
    ['parts', totals.partsCents],
    ['sublet', totals.subletCents],
    ['fees', totals.feesCents],
    ['supplies', totals.suppliesCents],
    [off, -totals.discountCents],
  ];
  return sums.filter(([, cents]) => cents !== 0);
}

type Paid = Pick<Ticket, 'paidCents' | 'balanceCents'>;

function paidSums({ paidCents, balanceCents }: Paid): Sum[] {
  if (paidCents === 0) return [];
  return [
    ['paid', -paidCents],
    ['balance', balanceCents],
  ];
}

/**
 * What a ticket, an estimate or an invoice comes to: a line per kind of work, the discount, every tax, the total, and what
 * is left to pay.
 */
export function ticketTotals(
  { totals, discount }: Pick<Ticket, 'totals' | 'discount'>,
  view: View,
  paid: Paid = { paidCents: 0, balanceCents: 0 },
): string[] {
  const taxes = totals.taxes.map(({ percent, baseCents, taxCents }): Sum => [
    `${percent}% tax on ${showMoney(baseCents)}`,
    taxCents,
  ]);
  const sums: Sum[] = [
    ...sumsOf(totals, discount),
    ...(taxes.length > 0 ? [['net', totals.netCents] as Sum, ...taxes] : []),
    ['total', totals.totalCents],
    ...paidSums(paid),
  ];
  const labels = Math.max(...sums.map(([label]) => label.length));
  const amounts = Math.max(...sums.map(([, cents]) => showMoney(cents).length));
  return sums.map(([label, cents], at) => {
    const line = `${label.padEnd(labels)}  ${showMoney(cents).padStart(amounts)}`;
    return at === sums.length - 1 ? view.paint('bold', line) : line;
  });
}
