import { isDeepStrictEqual } from 'node:util';
import { totalsOfLines } from '@mechanic-shop/shared';
import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { tickets } from '../tickets/table.ts';
import { invoiceNumber } from './numbers.ts';
import { partsCostOf, readSnapshot } from './snapshot.ts';
import { invoices } from './table.ts';

interface Frozen {
  invoice: typeof invoices.$inferSelect;
  /** The totals that the ticket shows, if this is its live invoice. */
  shown: string | null;
}

/** What is wrong with the frozen copy of an invoice. */
function problemOf({ invoice, shown }: Frozen): string | undefined {
  const { id, number, sequence, totalCents, snapshot } = invoice;
  const { schema, lines, taxMode, totals, costs } = readSnapshot(snapshot);
  if (schema !== 1 && schema !== 2) return `invoice ${id}: a snapshot of version ${String(schema)}`;
  const summed = totalsOfLines(lines, taxMode);
  if (!isDeepStrictEqual(summed, totals)) {
    return `invoice ${id}: a total of ${totals.totalCents}, but ${summed.totalCents} by its lines`;
  }
  if (invoice.partsCostCents !== partsCostOf({ lines, ...(costs && { costs }) })) {
    return `invoice ${id}: its parts cost ${invoice.partsCostCents}, but its snapshot says otherwise`;
  }
  if (totalCents !== totals.totalCents) return `invoice ${id}: ${totalCents}, but ${totals.totalCents} in its snapshot`;
  if (!number.endsWith(invoiceNumber('', sequence))) return `invoice ${id}: ${number}, but the counter was ${sequence}`;
  const isShown = shown === null || shown === JSON.stringify(totals);
  return isShown ? undefined : `invoice ${id}: its ticket shows other totals`;
}

const PAGE = 500;

const frozenCopies: Check = {
  title: 'the totals of each invoice are those of its lines, and its ticket shows them',
  find: async (db) => {
    let last: number | undefined = 0;
    while (last !== undefined) {
      const rows: Frozen[] = await db
        .select({ invoice: getTableColumns(invoices), shown: tickets.invoiceTotals })
        .from(invoices)
        .leftJoin(tickets, and(eq(tickets.id, invoices.ticketId), eq(tickets.invoiceId, invoices.id)))
        .where(gt(invoices.id, last))
        .orderBy(asc(invoices.id))
        .limit(PAGE);
      const problem = rows.map(problemOf).find((found) => found !== undefined);
      if (problem !== undefined) return problem;
      last = rows.length < PAGE ? undefined : rows.at(-1)?.invoice.id;
    }
    return undefined;
  },
};

/** Invoices agree with their lines, their tickets, their payments and their counter. */
export const invoiceChecks: readonly Check[] = [
  knownWords('invoices', 'status', ['open', 'paid', 'void']),
  frozenCopies,
  rowCheck(
    'the numbers of invoices rise from 1 without a gap',
    sql`select id, 0 as also, sequence as found, place as expected from
      (select id, sequence, row_number() over (order by id) as place from invoices) as numbered
      where sequence <> place`,
    ({ id, found, expected }) => `invoice ${id}: number ${found} instead of ${expected}`,
  ),
  rowCheck(
    'the counter of invoices stands at the next number',
    sql`select 'invoices' as id, 0 as also, coalesce(c.next, 1) as found, m.most + 1 as expected
      from (select coalesce(max(sequence), 0) as most from invoices) as m
      left join counters c on c.name = 'invoices' where coalesce(c.next, 1) <> m.most + 1`,
    ({ found, expected }) => `the next invoice would get number ${found} instead of ${expected}`,
  ),
  rowCheck(
    'the status of each invoice follows from its payments',
    sql`select * from (select i.id, i.ticket_id as also, i.status as found,
      case when i.voided_at is not null then 'void' when t.paid_cents >= i.total_cents then 'paid' else 'open' end
      as expected from invoices i join tickets t on t.id = i.ticket_id) as i where found <> expected`,
    ({ id, found, expected }) => `invoice ${id} is ${found}, but should be ${expected}`,
  ),
  rowCheck(
    'exactly the void invoices say why',
    sql`select id, 0 as also, status as found, void_reason as expected from invoices
      where (voided_at is null) <> (void_reason is null)`,
    ({ id }) => `invoice ${id}`,
  ),
  rowCheck(
    'tickets name their live invoice',
    sql`select i.id, i.ticket_id as also, i.number as found, t.invoice_number as expected
      from invoices i join tickets t on t.id = i.ticket_id
      where i.voided_at is null and (coalesce(t.invoice_id, 0) <> i.id or coalesce(t.invoice_number, '') <> i.number
      or t.status <> 'completed')`,
    ({ id, also, found, expected }) => `invoice ${id}, ${found}: ticket ${also} names ${expected ?? 'none'}`,
  ),
  rowCheck(
    'tickets name no void invoice, nor one of another ticket',
    sql`select t.id, 0 as also, t.invoice_number as found, null as expected from tickets t
      left join invoices i on i.id = t.invoice_id and i.ticket_id = t.id and i.voided_at is null
      where (t.invoice_id is not null and i.id is null) or (t.invoice_id is null) <> (t.invoice_number is null)
      or (t.invoice_id is null) <> (t.invoice_totals is null)`,
    ({ id, found }) => `ticket ${id} names ${found ?? 'an invoice without a number'}`,
  ),
  rowCheck(
    'invoices belong to the customer of their ticket',
    sql`select i.id, i.ticket_id as also, i.customer_id as found, t.customer_id as expected
      from invoices i join tickets t on t.id = i.ticket_id where i.customer_id <> t.customer_id`,
    ({ id, found, expected }) => `invoice ${id}: of customer ${found}, but its ticket is of ${expected}`,
  ),
];
