import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PricedTicket, type TotalsRules, pricingOf, totalsOf } from './pricing.ts';
import { referenceTotals } from './testing/reference-totals.ts';

const rate = fc.oneof(
  fc.constantFrom(0, 13.5, 20, 23),
  fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1000),
);
const cents = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 10_000_000_000 }));
const discount = fc.option(
  fc.oneof(
    fc.integer({ min: 1, max: 100_000 }).map((n) => ({ kind: 'percent' as const, percent: n / 1000 })),
    fc.integer({ min: 1, max: 10_000_000_000 }).map((amountCents) => ({ kind: 'amount' as const, amountCents })),
  ),
);
const jobId = fc.option(fc.integer({ min: 1, max: 4 }));
const id = fc.integer({ min: 1, max: 1_000_000 });
const unique = { selector: (line: { id: number }) => line.id, maxLength: 8 };

const part = fc.record({
  id,
  jobId,
  quantity: fc.integer({ min: 1, max: 100_000_000 }).map((n) => n / 1000),
  unitPriceCents: cents,
  taxable: fc.boolean(),
});
const hourly = fc.record({
  id,
  jobId,
  hours: fc.integer({ min: 1, max: 100_000 }).map((n) => n / 100),
  rateCents: cents,
  totalCents: fc.constant(-1),
  taxable: fc.boolean(),
});
const fixed = fc.record({
  id,
  jobId,
  hours: fc.constant(null),
  rateCents: fc.constant(null),
  totalCents: cents,
  taxable: fc.boolean(),
});
const extra = fc.record({
  id,
  jobId,
  kind: fc.constantFrom('fee' as const, 'sublet' as const),
  amountCents: cents,
  taxable: fc.boolean(),
});
const ticket: fc.Arbitrary<PricedTicket> = fc.record({
  jobs: fc
    .tuple(
      ...[1, 2, 3, 4].map((id) =>
        fc.record({ id: fc.constant(id), approval: fc.constantFrom('none', 'approved', 'declined'), discount }),
      ),
    )
    .map((jobs) => [...jobs]),
  parts: fc.uniqueArray(part, unique),
  labor: fc.uniqueArray(fc.oneof(hourly, fixed), unique),
  extras: fc.uniqueArray(extra, unique),
  discount,
});
function rulesFor(taxMode: TotalsRules['taxMode']): fc.Arbitrary<TotalsRules> {
  return fc.record({
    taxMode: fc.constant(taxMode),
    taxes: fc.record({ partsPercent: rate, laborPercent: rate, subletPercent: rate, feesPercent: rate }),
    supplies: fc.option(fc.record({ percent: rate, capCents: fc.option(cents) })),
    taxExempt: fc.boolean(),
  });
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe.each(['exclusive', 'inclusive'] as const)('totalsOf with %s prices', (taxMode) => {
  test('equals an independent computation with fractions, in every member', () => {
    fc.assert(
      fc.property(ticket, rulesFor(taxMode), (given, rules) => {
        expect(totalsOf(given, rules)).toEqual(referenceTotals(given, rules));
      }),
      { numRuns: 10_000 },
    );
  });

  test('its sums agree, and no line costs less than nothing', () => {
    fc.assert(
      fc.property(ticket, rulesFor(taxMode), (given, rules) => {
        const { totals, lines } = pricingOf(given, rules);
        const before =
          totals.laborCents + totals.partsCents + totals.subletCents + totals.feesCents + totals.suppliesCents;
        const tax = taxMode === 'exclusive' ? totals.taxCents : 0;
        expect(before - totals.discountCents + tax).toBe(totals.totalCents);
        expect(sum(lines.map(({ discountCents }) => discountCents))).toBe(totals.discountCents);
        expect(sum(totals.taxes.map(({ taxCents }) => taxCents))).toBe(totals.taxCents);
        expect(
          lines.every(({ amountCents, discountCents }) => discountCents >= 0 && discountCents <= amountCents),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('does not depend on the order in which lines and jobs are given', () => {
    fc.assert(
      fc.property(ticket, rulesFor(taxMode), (given, rules) => {
        const { jobs, parts, labor, extras } = given;
        const turned = {
          ...given,
          jobs: jobs.toReversed(),
          parts: parts.toReversed(),
          labor: labor.toReversed(),
          extras: extras.toReversed(),
        };
        expect(totalsOf(turned, rules)).toEqual(totalsOf(given, rules));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('the published example comes to 58107 cents', () => {
  const line = { jobId: null, taxable: true };
  const totals = totalsOf(
    {
      jobs: [],
      parts: [{ ...line, id: 1, quantity: 1, unitPriceCents: 25_997 }],
      labor: [{ ...line, id: 1, hours: null, rateCents: null, totalCents: 13_000 }],
      extras: [
        { ...line, id: 1, kind: 'sublet', amountCents: 20_000 },
        { ...line, id: 2, kind: 'fee', amountCents: 8_800 },
      ],
      discount: { kind: 'amount', amountCents: 11_650 },
    },
    {
      taxMode: 'exclusive',
      taxes: { partsPercent: 0, laborPercent: 18.207, subletPercent: 0, feesPercent: 0 },
      supplies: null,
    },
  );
  expect(totals).toMatchObject({
    laborCents: 13_000,
    partsCents: 25_997,
    subletCents: 20_000,
    feesCents: 8_800,
    discountCents: 11_650,
    taxCents: 1_960,
    totalCents: 58_107,
  });
});

test('the example of docs/money.md comes to the cents that the page shows', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/money.md'), 'utf8');
  const [, code = ''] = /```js\nimport .*\n([^]*?)console\.log/.exec(page) ?? [];
  // oxlint-disable-next-line typescript/no-implied-eval -- runs our own page as a reader would
  const { ticket, shop } = new Function(`${code}; return { ticket, shop };`)();
  const totals = totalsOf(ticket, shop);
  expect(totals).toMatchObject({ laborCents: 7_600, partsCents: 9_187, discountCents: 2_896, totalCents: 17_341 });
  const inclusive = totalsOf(ticket, { ...shop, taxMode: 'inclusive' });
  for (const { netCents, taxes, totalCents } of [totals, inclusive]) {
    const cents = [netCents, totalCents, ...taxes.flatMap(({ baseCents, taxCents }) => [baseCents, taxCents])];
    for (const shown of cents) expect(page).toMatch(new RegExp(`\\b${shown}\\b`));
  }
});

test('a tenth and two tenths of a litre are exactly three tenths', () => {
  const ofQuantity = (quantity: number, at: number) => ({
    id: at,
    jobId: null,
    quantity,
    unitPriceCents: 1_000_000_000,
    taxable: false,
  });
  const none = { jobs: [], labor: [], extras: [], discount: null };
  const rules: TotalsRules = {
    taxMode: 'exclusive',
    taxes: { partsPercent: 0, laborPercent: 0, subletPercent: 0, feesPercent: 0 },
    supplies: null,
  };
  const apart = totalsOf({ ...none, parts: [ofQuantity(0.1, 1), ofQuantity(0.2, 2)] }, rules);
  const together = totalsOf({ ...none, parts: [ofQuantity(0.3, 1)] }, rules);
  expect(apart.totalCents).toBe(together.totalCents);
});

test('a cap limits supplies, and an exempt customer pays no tax on them', () => {
  const given: PricedTicket = {
    jobs: [],
    parts: [],
    labor: [{ id: 1, jobId: null, hours: 2, rateCents: 10_000, totalCents: 20_000, taxable: true }],
    extras: [],
    discount: null,
  };
  const rules: TotalsRules = {
    taxMode: 'exclusive',
    taxes: { partsPercent: 0, laborPercent: 0, subletPercent: 0, feesPercent: 10 },
    supplies: { percent: 5, capCents: 700 },
  };
  expect(totalsOf(given, rules)).toMatchObject({ suppliesCents: 700, taxCents: 70, totalCents: 20_770 });
  expect(totalsOf(given, { ...rules, taxExempt: true })).toMatchObject({ taxCents: 0, taxes: [], totalCents: 20_700 });
});
