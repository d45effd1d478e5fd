import { afterAll, describe, expect, test } from 'vitest';
import { expectHealthy } from '../../testing/healthy.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { keepBooks } from './testing/books.ts';
import {
  dayOf,
  expectedMechanics,
  expectedPayments,
  expectedReceivables,
  expectedSales,
  expectedTaxes,
  expectedUsage,
  readRows,
} from './testing/expected.ts';
import { usage } from './usage.ts';

const books = await keepBooks();
const { shop, boss } = books;
afterAll(() => shop.close());
const rows = await readRows(boss);
const { reports } = boss.call;

const ranges = [
  // More than a chunk of days, cut within weeks and months.
  { from: '2026-10-22', to: '2027-04-15' },
  { from: '2026-10-25', to: '2026-10-25' },
  { from: '2026-11-01', to: '2026-11-01' },
  { from: '2027-03-14', to: '2027-03-28' },
  { from: '2026-12-31', to: '2027-01-01' },
  { from: '2026-11-10', to: '2026-11-12' },
];

test('the books have invoices of each kind', () => {
  const { invoices, payments, tickets } = rows;
  expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(['open', 'paid', 'void']));
  expect(new Set(invoices.map(({ taxMode }) => taxMode))).toEqual(new Set(['exclusive', 'inclusive']));
  expect(invoices.some(({ totals }) => totals.discountCents > 0 && totals.taxes.length > 1)).toBe(true);
  expect(payments.some(({ kind }) => kind === 'refund')).toBe(true);
  expect(tickets.some(({ jobs }) => jobs.some(({ approval }) => approval === 'declined'))).toBe(true);
  expect(new Set(books.costs.values()).size).toBeGreaterThan(5);
});

describe.each(['Europe/Berlin', 'America/New_York'])('in %s', (timeZone) => {
  const setZone = () => boss.call.shop.update({ timeZone });

  test.each(ranges)('reports over $from to $to are what the rows give', async (range) => {
    await setZone();
    for (const by of ['day', 'week', 'month'] as const) {
      const asked = { ...range, by };
      expect(await reports.sales(asked), by).toEqual(expectedSales(rows, books, timeZone, asked));
    }
    expect(await reports.taxes(range)).toEqual(expectedTaxes(rows, timeZone, range));
    expect(await reports.payments(range)).toEqual(expectedPayments(rows, timeZone, range));
    const usage = await reports.usage(range);
    expect(usage.items.map(({ part, ...sums }) => ({ partId: part.id, ...sums }))).toEqual(
      expectedUsage(rows, timeZone, range),
    );
    const people = await boss.call.mechanics.list({ limit: 100 });
    const names = people.items.toSorted((a, b) => (a.lastName < b.lastName ? -1 : 1));
    const work = await reports.mechanics(range);
    expect(work.items.map(({ mechanic, ...sums }) => ({ id: mechanic.id, ...sums }))).toEqual(
      expectedMechanics(
        rows,
        timeZone,
        range,
        names.map(({ id }) => id),
      ),
    );
  });

  test('receivables are by days since invoices were due', async () => {
    await setZone();
    const found = await reports.receivables();
    expect(found).toEqual(expectedReceivables(rows, dayOf(shop.shop.now().toISOString(), timeZone)));
    expect(found.over90Cents).toBeGreaterThan(0);
    expect(found.totalCents).toBeGreaterThan(found.over90Cents);
  });
});

test('periods begin with the first day of the report, and then on Mondays or with months', async () => {
  const periods = async (by: 'week' | 'month', from: string, to: string) =>
    (await reports.sales({ from, to, by })).items.map((item) => item.from);
  expect(await periods('week', '2026-11-11', '2026-11-30')).toEqual([
    '2026-11-11',
    '2026-11-16',
    '2026-11-23',
    '2026-11-30',
  ]);
  expect(await periods('week', '2026-11-15', '2026-11-16')).toEqual(['2026-11-15', '2026-11-16']);
  expect(await periods('month', '2027-12-31', '2028-03-01')).toEqual([
    '2027-12-31',
    '2028-01-01',
    '2028-02-01',
    '2028-03-01',
  ]);
});

test('usage names the parts with the most revenue first, as many as asked for', async () => {
  const range = { from: '2026-10-01', to: '2027-04-30' };
  const { items } = await reports.usage(range);
  expect(items.length).toBeGreaterThan(1);
  const [first] = items;
  expect((await reports.usage({ ...range, limit: 1 })).items).toEqual([first]);
  expect(first?.part).toEqual(await boss.call.inventory.get({ id: first?.part.id ?? 0 }));
});

test.each([
  ['part by part', { parts: 1, rows: 1000 }],
  ['part by part and month by month', { parts: 1000, rows: 0 }],
  ['with some rows at once', { parts: 2, rows: 20 }],
])('usage is the same %s', async (_, bounds) => {
  const range = { from: '2026-10-01', to: '2027-04-30', limit: 100 };
  const whole = await reports.usage(range);
  expect(whole.items.length).toBeGreaterThan(1);
  expect(await usage({ shop: shop.shop, read: shop.shop.database.read }, range, bounds)).toEqual(whole);
});

test('stock counts parts in use and low parts, and values all parts at cost', async () => {
  const { items } = await boss.call.inventory.records({ limit: 100 });
  const valueCents = items
    .map(({ quantity, costCents }) => Math.floor((Math.round(quantity * 1000) * (costCents ?? 0) + 500) / 1000))
    .reduce((sum, cents) => sum + cents, 0);
  expect(await reports.stock()).toEqual({ parts: items.length, low: 0, valueCents });
  const cheap = { name: 'Fuse', priceCents: 10, quantity: 0.5, decimals: 1, costCents: 5, minQuantity: 1 };
  const { id } = await boss.call.inventory.create(cheap);
  expect(await reports.stock()).toEqual({ parts: items.length + 1, low: 1, valueCents: valueCents + 3 });
  await boss.call.inventory.update({ id, active: false });
  expect(await reports.stock()).toMatchObject({ parts: items.length, valueCents: valueCents + 3 });
});

test('a later change of the cost of a part changes no report of sales', async () => {
  const asked = { from: '2026-10-01', to: '2027-04-30', by: 'month' } as const;
  const before = await reports.sales(asked);
  expect(before.total.partsCostCents).toBeGreaterThan(0);
  const { items } = await boss.call.inventory.records({ limit: 100 });
  for (const { id } of items) await boss.call.inventory.update({ id, costCents: 9_999 });
  expect(await reports.sales(asked)).toEqual(before);
});

test('days are in order, and at most 1,100', async () => {
  const from = '2026-01-01';
  for (const to of ['2025-12-31', '2029-01-05']) {
    await refusedAt(reports.sales({ from, to, by: 'month' }), 'to');
    await refusedAt(reports.taxes({ from, to }), 'to');
    await refusedAt(reports.payments({ from, to }), 'to');
    await refusedAt(reports.mechanics({ from, to }), 'to');
    await refusedAt(reports.usage({ from, to }), 'to');
  }
  expect((await reports.sales({ from, to: '2029-01-04', by: 'day' })).items).toHaveLength(1100);
  await refusedAt(reports.taxes({ from: '2026-02-30', to: '2026-03-01' }), 'from');
  await refusedAt(reports.sales({ from, to: from, by: 'year' as never }), 'by');
  await refusedAt(reports.usage({ from, to: from, limit: 101 }), 'limit');
});

test('reports are for admins', async () => {
  const mechanic = await shop.mechanic();
  await refused(mechanic.call.reports.receivables(), 'ROLE_REQUIRED', { role: 'admin' });
  await refused(mechanic.call.reports.stock(), 'ROLE_REQUIRED', { role: 'admin' });
});

test('the books left everything consistent', async () => {
  await expectHealthy(shop.shop.database);
});
