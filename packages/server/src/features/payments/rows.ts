import type { ListPaymentsInput, Page, Payment } from '@mechanic-shop/shared';
import { eq, getTableColumns } from 'drizzle-orm';
import { latestFirst } from '../../core/latest-first.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
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

const listed = latestFirst({
  list: 'payments.list',
  at: payments.receivedAt,
  id: payments.id,
  filters: { ticketId: payments.ticketId, customerId: payments.customerId, method: payments.method },
  select: (db, { where, latest, limit }) =>
    selectPayments(db)
      .where(where)
      .orderBy(...latest)
      .limit(limit),
  positionOf: ({ payment }) => ({ at: payment.receivedAt, id: payment.id }),
});

type Wanted = Parsed<typeof ListPaymentsInput> & { customerId?: number | undefined };

/** Pages of payments, most recently received first; days are those of the time zone. */
export async function listPayments(db: Queries, wanted: Wanted, timeZone: string): Promise<Page<Payment>> {
  const { items, nextCursor } = await listed(db, wanted, timeZone);
  return { items: items.map(asPayment), nextCursor };
}
