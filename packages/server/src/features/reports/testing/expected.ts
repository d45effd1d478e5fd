// Computes reports from what the API lists, without the code and the tables of reports.
import type { Invoice, Page, Payment, Sales, Ticket, TimeEntry } from '@mechanic-shop/shared';
import type { Actor } from '../../../testing/testing.ts';
import type { Books } from './books.ts';

interface Range {
  from: string;
  to: string;
}

/** All that the books show. */
export interface Rows {
  invoices: Invoice[];
  payments: Payment[];
  tickets: Ticket[];
  entries: TimeEntry[];
}

async function all<T>(list: (cursor?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

export async function readRows({ call }: Actor): Promise<Rows> {
  const found = await all((cursor) => call.tickets.list({ limit: 100, cursor }));
  return {
    invoices: await all((cursor) => call.invoices.list({ limit: 100, cursor })),
    payments: await all((cursor) => call.payments.list({ limit: 100, cursor })),
    tickets: await Promise.all(found.map(({ id }) => call.tickets.get({ id }))),
    entries: await all((cursor) => call.clock.list({ limit: 100, cursor })),
  };
}

/** The day of an instant in a time zone. */
export function dayOf(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

function daysOf({ from, to }: Range): string[] {
  const days = [];
  for (let day = from; day <= to; day = shifted(day, 1)) days.push(day);
  return days;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const within = (at: string, timeZone: string, { from, to }: Range): boolean =>
  from <= dayOf(at, timeZone) && dayOf(at, timeZone) <= to;
const isLive = ({ status }: Invoice): boolean => status !== 'void';

function salesOf(invoices: readonly Invoice[], costs: ReadonlyMap<number, number>): Sales {
  const of = (member: Exclude<keyof Invoice['totals'], 'taxes'>) => sum(invoices.map(({ totals }) => totals[member]));
  const partsCostCents = sum(invoices.map(({ id }) => costs.get(id) ?? NaN));
  return {
    invoices: invoices.length,
    laborCents: of('laborCents'),
    partsCents: of('partsCents'),
    subletCents: of('subletCents'),
    feesCents: of('feesCents'),
    suppliesCents: of('suppliesCents'),
    discountCents: of('discountCents'),
    netCents: of('netCents'),
    taxCents: of('taxCents'),
    totalCents: of('totalCents'),
    partsCostCents,
    marginCents: of('netCents') - partsCostCents,
  };
}

/** The first day of the day, week or month that a day is in. */
function beginningOf(day: string, by: 'day' | 'week' | 'month'): string {
  if (by === 'month') return `${day.slice(0, 7)}-01`;
  // 2026-01-05 was a Monday.
  return by === 'day'
    ? day
    : shifted(day, -((((Date.parse(day) - Date.parse('2026-01-05')) / 86_400_000) % 7) + 7) % 7);
}

export function expectedSales(
  { invoices }: Rows,
  { costs }: Books,
  timeZone: string,
  range: Range & { by: 'day' | 'week' | 'month' },
) {
  const live = invoices.filter((invoice) => isLive(invoice) && within(invoice.issuedAt, timeZone, range));
  const periodOf = (day: string): string => {
    const first = beginningOf(day, range.by);
    return first < range.from ? range.from : first;
  };
  const byPeriod = Map.groupBy(live, ({ issuedAt }) => periodOf(dayOf(issuedAt, timeZone)));
  const periods = [...new Set(daysOf(range).map(periodOf))];
  return {
    items: periods.map((from) => ({ from, ...salesOf(byPeriod.get(from) ?? [], costs) })),
    total: salesOf(live, costs),
  };
}

export function expectedTaxes({ invoices }: Rows, timeZone: string, range: Range) {
  const live = invoices.filter((invoice) => isLive(invoice) && within(invoice.issuedAt, timeZone, range));
  const byRate = Map.groupBy(
    live.flatMap(({ totals }) => totals.taxes),
    ({ percent }) => percent,
  );
  const items = [...byRate].map(([percent, taxes]) => ({
    percent,
    baseCents: sum(taxes.map(({ baseCents }) => baseCents)),
    taxCents: sum(taxes.map(({ taxCents }) => taxCents)),
  }));
  return { items: items.toSorted((a, b) => b.percent - a.percent) };
}

const METHODS = ['cash', 'card', 'transfer', 'check', 'other'] as const;

export function expectedPayments({ payments }: Rows, timeZone: string, range: Range) {
  const received = payments.filter(({ receivedAt }) => within(receivedAt, timeZone, range));
  const of = (method: string, kind: string) =>
    sum(received.filter((row) => row.method === method && row.kind === kind).map(({ amountCents }) => amountCents));
  const used = METHODS.filter((method) => received.some((row) => row.method === method));
  return {
    items: used.map((method) => ({
      method,
      paymentsCents: of(method, 'payment'),
      refundsCents: of(method, 'refund'),
    })),
  };
}

export function expectedReceivables({ invoices }: Rows, today: string) {
  const open = invoices.filter(({ status }) => status === 'open');
  const lateFor = (first: number, last: number) =>
    sum(
      open
        .filter(({ dueDate }) => {
          const days = (Date.parse(today) - Date.parse(dueDate)) / 86_400_000;
          return days >= first && days <= last;
        })
        .map(({ balanceCents }) => balanceCents),
    );
  return {
    notDueCents: lateFor(-Infinity, 0),
    days1to30Cents: lateFor(1, 30),
    days31to60Cents: lateFor(31, 60),
    days61to90Cents: lateFor(61, 90),
    over90Cents: lateFor(91, Infinity),
    totalCents: sum(open.map(({ balanceCents }) => balanceCents)),
  };
}

function chargedLines<L extends { jobId: number | null }>({ jobs }: Ticket, lines: readonly L[]): L[] {
  const declined = jobs.filter(({ approval }) => approval === 'declined').map(({ id }) => id);
  return lines.filter(({ jobId }) => jobId === null || !declined.includes(jobId));
}

export function expectedUsage({ invoices, tickets }: Rows, timeZone: string, range: Range) {
  const live = invoices.filter((invoice) => isLive(invoice) && within(invoice.issuedAt, timeZone, range));
  const lines = live.flatMap(({ ticketId }) => {
    const ticket = tickets.find(({ id }) => id === ticketId);
    return ticket ? chargedLines(ticket, ticket.parts) : [];
  });
  return [...Map.groupBy(lines, ({ partId }) => partId)]
    .map(([partId, own]) => ({
      partId,
      quantity: sum(own.map(({ quantity }) => Math.round(quantity * 1000))) / 1000,
      revenueCents: sum(own.map(({ totalCents }) => totalCents)),
    }))
    .toSorted((a, b) => b.revenueCents - a.revenueCents);
}

export function expectedMechanics({ tickets, entries }: Rows, timeZone: string, range: Range, ids: number[]) {
  const completed = tickets.filter(({ completedAt }) => completedAt !== null && within(completedAt, timeZone, range));
  const clocked = entries.filter(({ startedAt }) => within(startedAt, timeZone, range));
  return ids.flatMap((id) => {
    const own = completed
      .flatMap((ticket) => chargedLines(ticket, ticket.labor))
      .filter(({ mechanic }) => mechanic?.id === id);
    const minutes = sum(clocked.filter(({ mechanic }) => mechanic.id === id).map((entry) => entry.minutes ?? 0));
    const item = {
      id,
      ticketsCompleted: completed.filter(({ mechanics }) => mechanics.some((mechanic) => mechanic.id === id)).length,
      soldHours: sum(own.map(({ hours }) => Math.round((hours ?? 0) * 100))) / 100,
      clockedHours: Math.round((minutes / 60) * 100) / 100,
      laborCents: sum(own.map(({ totalCents }) => totalCents)),
    };
    return item.ticketsCompleted + item.laborCents + minutes > 0 ? [item] : [];
  });
}
