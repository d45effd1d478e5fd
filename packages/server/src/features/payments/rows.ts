import type { ListPaymentsInput, Page, Payment, PaymentMethod } from '@mechanic-shop/shared';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keyset } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { withoutIndex } from '../../platform/db/plan.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { addDays, startOfDay } from '../../platform/zones.ts';
import { accounts } from '../accounts/table.ts';
import { payments } from './table.ts';

function selectPayments(db: Queries) {
  return db
    .select({
      payment: getTableColumns(payments),
      by: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    })
    .from(payments)
    .leftJoin(accounts, eq(accounts.id, payments.byId));
}

type Row = Awaited<ReturnType<typeof selectPayments>>[number];

function asPayment({ payment, by }: Row): Payment {
  const { customerId: _customer, refundedCents: _refunded, byId: _by, ...shown } = payment;
  return { ...shown, receivedAt: instantText(payment.receivedAt), by };
}

const byId = prepared('payment_by_id', (db, p: Slots<{ id: number }>) =>
  selectPayments(db).where(eq(payments.id, p.id)),
);

/** A payment with what only the server knows of it. */
export async function getPayment(
  db: Queries,
  id: number,
): Promise<{ payment: Payment; customerId: number; refundedCents: number } | undefined> {
  const [row] = await byId(db, { id });
  return row && { payment: asPayment(row), ...row.payment };
}

// Years that both engines store.
const Received = z.iso.datetime({ precision: 3 }).refine((at) => at >= '1900');
const Position = z.tuple([Received, z.int().min(1)]);

// The first that is given leads: a ticket and a customer have few payments.
const leads = ['ticketId', 'customerId', 'method'] as const;
type Lead = (typeof leads)[number];

interface Values {
  ticketId: number;
  customerId: number;
  method: PaymentMethod;
  from: Date;
  before: Date;
  beforeId: number;
  limit: number;
}

function queryBy(used: readonly Lead[]) {
  return prepared(['payments', 'by', ...used].join('_'), (db, p: Slots<Values>) => {
    const at = (slot: unknown) => sql.param(slot, payments.receivedAt);
    return selectPayments(db)
      .where(
        and(
          ...used.map(
            (name, place) => sql`${place === 0 ? payments[name] : withoutIndex(payments[name])} = ${p[name]}`,
          ),
          // Compared as a pair, which the index finds directly.
          sql`(${payments.receivedAt}, ${payments.id}) < (${at(p.before)}, ${p.beforeId})`,
          sql`${payments.receivedAt} >= ${at(p.from)}`,
        ),
      )
      .orderBy(desc(payments.receivedAt), desc(payments.id))
      .limit(p.limit);
  });
}
const queries = new Map<string, ReturnType<typeof queryBy>>();

function queryFor(used: readonly Lead[]): ReturnType<typeof queryBy> {
  const query = queries.get(used.join()) ?? queryBy(used);
  queries.set(used.join(), query);
  return query;
}

// Before the first payment, and after the last one.
const BEGINNING = new Date('1900-01-01T00:00:00.000Z');
const END = new Date('9999-12-31T00:00:00.000Z');

type Wanted = Parsed<typeof ListPaymentsInput> & { customerId?: number | undefined };

/** Pages of payments, most recently received first; days are those of the time zone. */
export async function listPayments(db: Queries, wanted: Wanted, timeZone: string): Promise<Page<Payment>> {
  const { ticketId, customerId, method, from, to, limit, cursor } = wanted;
  const list = keyset('payments.list', { ticketId, customerId, method, from, to }, Position);
  const after = list.after(cursor);
  const end = to === undefined ? END : startOfDay(addDays(to, 1), timeZone);
  const used = leads.filter((name) => wanted[name] !== undefined);
  const rows = await queryFor(used)(db, {
    ticketId: ticketId ?? 0,
    customerId: customerId ?? 0,
    method: method ?? 'cash',
    from: from === undefined ? BEGINNING : startOfDay(from, timeZone),
    before: after ? new Date(after[0]) : end,
    beforeId: after ? after[1] : 0,
    limit: limit + 1,
  });
  const page = list.page(rows, limit, ({ payment }) => [instantText(payment.receivedAt), payment.id]);
  return { items: page.items.map(asPayment), nextCursor: page.nextCursor };
}
