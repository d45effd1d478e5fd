// Only types and arithmetic: an app that computes totals ships no schema.
import type { Discount } from './discounts.ts';
import type { Shop } from './shop.ts';
import type { TaxTotal, Totals } from './totals.ts';
import { MAX_TOTAL_CENTS, floorOf, remainderOf, roundedOf, scaled, toThousandths } from './values/exact.ts';

/** The members of a ticket that `totalsOf` reads. Every `Ticket` has them. */
export interface PricedTicket {
  jobs: readonly { id: number; approval: string; discount: Discount | null }[];
  parts: readonly { id: number; jobId: number | null; quantity: number; unitPriceCents: number; taxable: boolean }[];
  labor: readonly {
    id: number;
    jobId: number | null;
    hours: number | null;
    rateCents: number | null;
    totalCents: number;
    taxable: boolean;
  }[];
  extras: readonly {
    id: number;
    jobId: number | null;
    kind: 'fee' | 'sublet';
    amountCents: number;
    taxable: boolean;
  }[];
  discount: Discount | null;
}

/** The settings that totals depend on. Every `Shop` has them, apart from the customer's `taxExempt`. */
export interface TotalsRules extends Pick<Shop, 'taxMode' | 'taxes' | 'supplies'> {
  /** Whether the customer pays no tax. Default false. */
  taxExempt?: boolean | undefined;
}

/** One line with its price. */
export interface PricedLine {
  kind: 'part' | 'labor' | 'fee' | 'sublet';
  id: number;
  jobId: number | null;
  /** Before discounts. Integer cents. */
  amountCents: number;
  /** Its share of the job's and the ticket's discount. Integer cents. */
  discountCents: number;
  /** The tax rate of the line; 0 if it is not taxed. */
  taxPercent: number;
}

/** The sums of a job's lines, in integer cents, without the ticket's discount. */
export interface JobTotals {
  laborCents: number;
  partsCents: number;
  extrasCents: number;
  discountCents: number;
  netCents: number;
}

/** All prices of a ticket. */
export interface Pricing {
  totals: Totals;
  /** Parts, then labor, then extras, each sorted by id, without the lines of declined jobs. */
  lines: PricedLine[];
  suppliesCents: number;
  /** The tax rate of supplies. */
  suppliesPercent: number;
  /** Whether supplies or taxes were cut, because the total would have been above the highest one. */
  isCut: boolean;
  /** By job id, including declined jobs. */
  jobs: Map<number, JobTotals>;
}

/** `round(quantity × unitPriceCents)`, in integer cents. */
export function partCents(quantity: number, unitPriceCents: number): number {
  return roundedOf(toThousandths(quantity), unitPriceCents, 1000);
}

/** `round(hours × rateCents)`, in integer cents; hours have at most 2 decimals. */
export function laborCents(hours: number, rateCents: number): number {
  return roundedOf(scaled(hours, 2), rateCents, 100);
}

function percentOf(cents: number, percent: number): number {
  return roundedOf(cents, toThousandths(percent), 100_000);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function discountOf(discount: Discount, sum: number): number {
  return discount.kind === 'percent' ? percentOf(sum, discount.percent) : Math.min(discount.amountCents, sum);
}

/**
 * Splits `cents` by weight. Each share is rounded down. The remaining cents go one each to the shares with the largest
 * remainders; on a tie, the earlier share comes first.
 */
function allocated(cents: number, weights: readonly number[]): number[] {
  const total = sumOf(weights);
  if (cents === 0 || total === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => floorOf(cents, weight, total));
  const remainders = weights.map((weight) => remainderOf(cents, weight, total));
  const byRemainder = [...weights.keys()].toSorted((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b);
  for (const at of byRemainder.slice(0, cents - sumOf(shares))) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

/** Spreads a discount over lines in proportion to their remaining prices, and returns its amount in cents. */
function takeOff(discount: Discount | null, lines: readonly PricedLine[]): number {
  if (!discount) return 0;
  const weights = lines.map(({ amountCents, discountCents }) => amountCents - discountCents);
  const cents = discountOf(discount, sumOf(weights));
  const shares = allocated(cents, weights);
  for (const [at, line] of lines.entries()) line.discountCents += shares[at] ?? 0;
  return cents;
}

const byId = (a: { id: number }, b: { id: number }): number => a.id - b.id;

function pricedLines({ parts, labor, extras }: PricedTicket, { taxes, taxExempt = false }: TotalsRules): PricedLine[] {
  const percent = {
    part: taxes.partsPercent,
    labor: taxes.laborPercent,
    sublet: taxes.subletPercent,
    fee: taxes.feesPercent,
  };
  const priced = (
    kind: PricedLine['kind'],
    { id, jobId, taxable }: { id: number; jobId: number | null; taxable: boolean },
    amountCents: number,
  ): PricedLine => ({
    kind,
    id,
    jobId,
    amountCents,
    discountCents: 0,
    taxPercent: taxable && !taxExempt ? percent[kind] : 0,
  });
  return [
    ...parts.toSorted(byId).map((line) => priced('part', line, partCents(line.quantity, line.unitPriceCents))),
    ...labor
      .toSorted(byId)
      .map((line) =>
        priced(
          'labor',
          line,
          line.hours === null || line.rateCents === null ? line.totalCents : laborCents(line.hours, line.rateCents),
        ),
      ),
    ...extras.toSorted(byId).map((line) => priced(line.kind, line, line.amountCents)),
  ];
}

/** What the totals need to know of a line. */
type SummedLine = Pick<PricedLine, 'amountCents' | 'discountCents' | 'taxPercent'> & {
  kind: PricedLine['kind'] | 'supplies';
};

/** The amounts of the lines of each kind. */
function amountsOf(lines: readonly SummedLine[]): Record<SummedLine['kind'], number> {
  const amounts = { part: 0, labor: 0, sublet: 0, fee: 0, supplies: 0 };
  for (const { kind, amountCents } of lines) amounts[kind] += amountCents;
  return amounts;
}

function taxOf(sum: number, percent: number, taxMode: Shop['taxMode']): TaxTotal {
  if (taxMode === 'exclusive') return { percent, baseCents: sum, taxCents: percentOf(sum, percent) };
  const baseCents = roundedOf(sum, 100_000, 100_000 + toThousandths(percent));
  return { percent, baseCents, taxCents: sum - baseCents };
}

function taxesOf(lines: readonly SummedLine[], taxMode: Shop['taxMode']): TaxTotal[] {
  const sums = new Map<number, number>();
  for (const { taxPercent, amountCents, discountCents } of lines) {
    sums.set(taxPercent, (sums.get(taxPercent) ?? 0) + amountCents - discountCents);
  }
  return [...sums]
    .filter(([percent, sum]) => percent > 0 && sum > 0)
    .toSorted(([a], [b]) => b - a)
    .map(([percent, sum]) => taxOf(sum, percent, taxMode));
}

// Only a ticket of trillions whose shop raised its rates since needs it: no number may be beyond the exact integers.
function cutTo(mostCents: number, taxes: readonly TaxTotal[]): TaxTotal[] {
  let left = mostCents;
  return taxes.map((tax) => {
    const taxCents = Math.min(tax.taxCents, left);
    left -= taxCents;
    return { ...tax, taxCents };
  });
}

function summed(lines: readonly SummedLine[], taxMode: Shop['taxMode']): Pick<Pricing, 'totals' | 'isCut'> {
  const wanted = taxesOf(lines, taxMode);
  const discountCents = sumOf(lines.map((line) => line.discountCents));
  const sum = sumOf(lines.map((line) => line.amountCents)) - discountCents;
  const taxes = taxMode === 'inclusive' ? wanted : cutTo(MAX_TOTAL_CENTS - sum, wanted);
  const taxCents = sumOf(taxes.map((tax) => tax.taxCents));
  const netCents = taxMode === 'inclusive' ? sum - taxCents : sum;
  const amounts = amountsOf(lines);
  const totals = {
    laborCents: amounts.labor,
    partsCents: amounts.part,
    subletCents: amounts.sublet,
    feesCents: amounts.fee,
    suppliesCents: amounts.supplies,
    discountCents,
    netCents,
    taxes,
    taxCents,
    totalCents: netCents + taxCents,
  };
  return { totals, isCut: taxCents < sumOf(wanted.map((tax) => tax.taxCents)) };
}

/**
 * The totals of priced lines, such as those of an invoice.
 * @internal
 */
export function totalsOfLines(lines: readonly SummedLine[], taxMode: Shop['taxMode']): Totals {
  return summed(lines, taxMode).totals;
}

function linesByJob(lines: readonly PricedLine[]): Map<number | null, PricedLine[]> {
  const byJob = new Map<number | null, PricedLine[]>();
  for (const line of lines) {
    const own = byJob.get(line.jobId);
    if (own) own.push(line);
    else byJob.set(line.jobId, [line]);
  }
  return byJob;
}

function priceJobs(ticket: PricedTicket, lines: readonly PricedLine[]): Map<number, JobTotals> {
  const byJob = linesByJob(lines);
  return new Map(
    ticket.jobs.toSorted(byId).map(({ id, discount }) => {
      const own = byJob.get(id) ?? [];
      const discountCents = takeOff(discount, own);
      const { part, labor, fee, sublet } = amountsOf(own);
      const netCents = part + labor + fee + sublet - discountCents;
      return [id, { laborCents: labor, partsCents: part, extrasCents: fee + sublet, discountCents, netCents }];
    }),
  );
}

/**
 * Prices a ticket line by line.
 * @internal
 */
export function pricingOf(ticket: PricedTicket, rules: TotalsRules): Pricing {
  const all = pricedLines(ticket, rules);
  const jobs = priceJobs(ticket, all);
  const declined = new Set(ticket.jobs.filter(({ approval }) => approval === 'declined').map(({ id }) => id));
  const lines = declined.size === 0 ? all : all.filter(({ jobId }) => jobId === null || !declined.has(jobId));
  const supplies = suppliesLine(lines, rules);
  takeOff(ticket.discount, lines);
  const { totals, isCut } = summed(supplies.amountCents > 0 ? [...lines, supplies] : lines, rules.taxMode);
  const { amountCents: suppliesCents, taxPercent: suppliesPercent } = supplies;
  return { totals, lines, suppliesCents, suppliesPercent, isCut: isCut || supplies.isCut, jobs };
}

function suppliesLine(lines: readonly PricedLine[], rules: TotalsRules): SummedLine & { isCut: boolean } {
  const wanted = suppliesOf(lines, rules);
  const amountCents = Math.min(wanted, MAX_TOTAL_CENTS - sumOf(lines.map((line) => line.amountCents)));
  const taxPercent = rules.taxExempt ? 0 : rules.taxes.feesPercent;
  return { kind: 'supplies', amountCents, discountCents: 0, taxPercent, isCut: amountCents < wanted };
}

function suppliesOf(lines: readonly PricedLine[], { supplies }: TotalsRules): number {
  if (!supplies) return 0;
  const { labor, part } = amountsOf(lines);
  const cents = percentOf(labor + part, supplies.percent);
  return supplies.capCents === null ? cents : Math.min(supplies.capCents, cents);
}

/**
 * Computes the totals of a ticket under a shop's settings exactly as the server does, so a page can show a new total
 * before it saves: `totalsOf(ticket, { ...shop, taxExempt: customer.taxExempt })`. Amounts, percentages and taxes are
 * rounded half away from zero. A total is at most 9,000,000,000,000,000 cents: supplies and taxes beyond are left out, and
 * the server issues no invoice for it.
 */
export function totalsOf(ticket: PricedTicket, rules: TotalsRules): Totals {
  return pricingOf(ticket, rules).totals;
}
