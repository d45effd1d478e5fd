// A second, slow implementation of `totalsOf` to test the first: every amount is a fraction of two BigInts.
import type { Discount } from '../discounts.ts';
import type { PricedTicket, TotalsRules } from '../pricing.ts';
import type { Totals } from '../totals.ts';

interface Fraction {
  top: bigint;
  bottom: bigint;
}

const of = (top: bigint, bottom = 1n): Fraction => ({ top, bottom });
const times = (a: Fraction, b: Fraction): Fraction => of(a.top * b.top, a.bottom * b.bottom);
const over = (a: Fraction, b: Fraction): Fraction => of(a.top * b.bottom, a.bottom * b.top);
const floor = ({ top, bottom }: Fraction): bigint => top / bottom;
const round = ({ top, bottom }: Fraction): bigint => (2n * top + bottom) / (2n * bottom);

/** A decimal number as JSON writes it. */
function decimal(value: number): Fraction {
  const [whole = '0', decimals = ''] = value.toFixed(3).split('.');
  return of(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

interface Line {
  category: 'parts' | 'labor' | 'sublet' | 'fees';
  jobId: number | null;
  amount: bigint;
  net: bigint;
  rate: number;
}

const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

function discountOf(discount: Discount | null, total: bigint): bigint {
  if (!discount) return 0n;
  if (discount.kind === 'percent') return round(over(times(of(total), decimal(discount.percent)), of(100n)));
  return BigInt(discount.amountCents) < total ? BigInt(discount.amountCents) : total;
}

function takeOff(discount: Discount | null, lines: Line[]): void {
  const total = sum(lines.map(({ net }) => net));
  const cents = discountOf(discount, total);
  if (cents === 0n) return;
  const exact = lines.map(({ net }) => over(of(cents * net), of(total)));
  const shares = exact.map(floor);
  let left = cents - sum(shares);
  while (left > 0n) {
    // The first share with the largest remainder that has not received its extra cent yet.
    let best = -1;
    for (const [at, { top, bottom }] of exact.entries()) {
      if (shares[at] !== top / bottom) continue;
      const other = exact[best];
      if (!other || (top % bottom) * other.bottom > (other.top % other.bottom) * bottom) best = at;
    }
    shares[best] = (shares[best] ?? 0n) + 1n;
    left -= 1n;
  }
  for (const [at, line] of lines.entries()) line.net -= shares[at] ?? 0n;
}

export function referenceTotals(ticket: PricedTicket, rules: TotalsRules): Totals {
  const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;
  const rates = {
    parts: rules.taxes.partsPercent,
    labor: rules.taxes.laborPercent,
    sublet: rules.taxes.subletPercent,
    fees: rules.taxes.feesPercent,
  };
  const line = (category: Line['category'], jobId: number | null, taxable: boolean, amount: bigint): Line => ({
    category,
    jobId,
    amount,
    net: amount,
    rate: taxable && !rules.taxExempt ? rates[category] : 0,
  });
  const every = [
    ...ticket.parts
      .toSorted(byId)
      .map((p) => line('parts', p.jobId, p.taxable, round(times(decimal(p.quantity), of(BigInt(p.unitPriceCents)))))),
    ...ticket.labor
      .toSorted(byId)
      .map((l) =>
        line(
          'labor',
          l.jobId,
          l.taxable,
          l.hours === null || l.rateCents === null
            ? BigInt(l.totalCents)
            : round(times(decimal(l.hours), of(BigInt(l.rateCents)))),
        ),
      ),
    ...ticket.extras
      .toSorted(byId)
      .map((e) => line(e.kind === 'fee' ? 'fees' : 'sublet', e.jobId, e.taxable, BigInt(e.amountCents))),
  ];
  const declined = ticket.jobs.filter(({ approval }) => approval === 'declined').map(({ id }) => id);
  const lines = every.filter(({ jobId }) => jobId === null || !declined.includes(jobId));
  for (const job of ticket.jobs.toSorted(byId)) {
    takeOff(
      job.discount,
      lines.filter(({ jobId }) => jobId === job.id),
    );
  }
  const amount = (category: Line['category']) => sum(lines.filter((l) => l.category === category).map((l) => l.amount));
  let supplies = 0n;
  if (rules.supplies) {
    const share = times(of(amount('labor') + amount('parts')), decimal(rules.supplies.percent));
    supplies = round(over(share, of(100n)));
    const cap = rules.supplies.capCents;
    if (cap !== null && BigInt(cap) < supplies) supplies = BigInt(cap);
  }
  takeOff(ticket.discount, lines);
  const taxed = [...lines, { net: supplies, rate: rules.taxExempt ? 0 : rates.fees }];
  const taxes = [...new Set(taxed.map(({ rate }) => rate))]
    .toSorted((a, b) => b - a)
    .map((percent) => ({ percent, g: sum(taxed.filter(({ rate }) => rate === percent).map(({ net }) => net)) }))
    .filter(({ percent, g }) => percent > 0 && g > 0n)
    .map(({ percent, g }) => {
      const fraction = over(decimal(percent), of(100n));
      if (rules.taxMode === 'exclusive') return { percent, base: g, tax: round(times(of(g), fraction)) };
      const base = round(over(of(g), of(fraction.bottom + fraction.top, fraction.bottom)));
      return { percent, base, tax: g - base };
    });
  const taxCents = sum(taxes.map(({ tax }) => tax));
  const all = sum(lines.map(({ net }) => net)) + supplies;
  const net = rules.taxMode === 'inclusive' ? all - taxCents : all;
  return {
    laborCents: Number(amount('labor')),
    partsCents: Number(amount('parts')),
    subletCents: Number(amount('sublet')),
    feesCents: Number(amount('fees')),
    suppliesCents: Number(supplies),
    discountCents: Number(sum(lines.map((l) => l.amount - l.net))),
    netCents: Number(net),
    taxes: taxes.map(({ percent, base, tax }) => ({ percent, baseCents: Number(base), taxCents: Number(tax) })),
    taxCents: Number(taxCents),
    totalCents: Number(net + taxCents),
  };
}
