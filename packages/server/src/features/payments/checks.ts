import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';

const signed = sql`case when kind = 'payment' then amount_cents else -amount_cents end`;

/** Tickets, payments and refunds agree about what was paid. */
export const paymentChecks: readonly Check[] = [
  knownWords('payments', 'kind', ['payment', 'refund']),
  knownWords('payments', 'method', ['cash', 'card', 'transfer', 'check', 'other']),
  rowCheck(
    'what is paid of a ticket is the sum of its payments less its refunds',
    sql`select t.id, 0 as also, t.paid_cents as found, coalesce(p.paid, 0) as expected from tickets t
      left join (select ticket_id, sum(${signed}) as paid from payments group by ticket_id) as p on p.ticket_id = t.id
      where t.paid_cents <> coalesce(p.paid, 0) or t.paid_cents < 0`,
    ({ id, found, expected }) => `ticket ${id}: ${found} cents paid, but ${expected} by its payments`,
  ),
  rowCheck(
    'what is refunded of a payment is the sum of its refunds',
    sql`select p.id, 0 as also, p.refunded_cents as found, coalesce(r.refunded, 0) as expected from payments p
      left join (select refund_of, sum(amount_cents) as refunded from payments where kind = 'refund' group by refund_of)
      as r on r.refund_of = p.id
      where p.refunded_cents <> coalesce(r.refunded, 0)`,
    ({ id, found, expected }) => `payment ${id}: ${found} cents refunded, but ${expected} by its refunds`,
  ),
  rowCheck(
    'exactly the refunds refund a payment, and it is one of the same ticket',
    sql`select r.id, r.ticket_id as also, r.refund_of as found, p.id as expected from payments r
      left join payments p on p.id = r.refund_of and p.kind = 'payment' and p.ticket_id = r.ticket_id
      where (r.kind = 'refund') <> (p.id is not null) or (r.kind = 'payment' and r.refund_of is not null)`,
    ({ id, also, found }) => `payment ${id} of ticket ${also}: refunds ${found ?? 'nothing'}`,
  ),
  rowCheck(
    'payments belong to the customer of their ticket',
    sql`select p.id, p.ticket_id as also, p.customer_id as found, t.customer_id as expected
      from payments p join tickets t on t.id = p.ticket_id where p.customer_id <> t.customer_id`,
    ({ id, found, expected }) => `payment ${id}: of customer ${found}, but its ticket is of ${expected}`,
  ),
];
