import { setImmediate } from 'node:timers/promises';
import type { Receivables } from '@mechanic-shop/shared';
import { and, asc, eq, gt } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { addDays, dayIn } from '../../platform/zones.ts';
import { invoices } from '../invoices/table.ts';
import { settingsFor } from '../shop/rows.ts';
import { tickets } from '../tickets/table.ts';
import { added } from './chunks.ts';

/** So many open invoices are read in one turn. */
const AT_ONCE = 1000;

const openAfter = prepared('report_receivables', (db, p: Slots<{ after: number; limit: number }>) =>
  db
    .select({
      id: invoices.id,
      dueDate: invoices.dueDate,
      totalCents: invoices.totalCents,
      paidCents: tickets.paidCents,
    })
    .from(invoices)
    .innerJoin(tickets, eq(tickets.id, invoices.ticketId))
    .where(and(eq(invoices.status, 'open'), gt(invoices.id, p.after)))
    .orderBy(asc(invoices.id))
    .limit(p.limit),
);

type Age = Exclude<keyof Receivables, 'totalCents'>;

/** Says how long an invoice has been due on a day. */
function ageOn(today: string): (dueDate: string) => Age {
  const [ago30, ago60, ago90] = [addDays(today, -30), addDays(today, -60), addDays(today, -90)];
  return (dueDate) => {
    if (dueDate >= today) return 'notDueCents';
    if (dueDate >= ago30) return 'days1to30Cents';
    if (dueDate >= ago60) return 'days31to60Cents';
    return dueDate >= ago90 ? 'days61to90Cents' : 'over90Cents';
  };
}

/** What is unpaid of open invoices, by how many days it has been due in the shop's time zone. */
export async function receivables(call: SignedInCall): Promise<Receivables> {
  const { timeZone } = await settingsFor(call, call.read);
  const ageOf = ageOn(dayIn(call.shop.now(), timeZone));
  const sums = {
    notDueCents: 0,
    days1to30Cents: 0,
    days31to60Cents: 0,
    days61to90Cents: 0,
    over90Cents: 0,
    totalCents: 0,
  };
  for (let after: number | undefined = 0; after !== undefined;) {
    if (after > 0) await setImmediate();
    const rows = await openAfter(call.read, { after, limit: AT_ONCE });
    for (const { dueDate, totalCents, paidCents } of rows) {
      const age = ageOf(dueDate);
      sums[age] = added(sums[age], totalCents - paidCents);
      sums.totalCents = added(sums.totalCents, totalCents - paidCents);
    }
    after = rows.length === AT_ONCE ? rows.at(-1)?.id : undefined;
  }
  return sums;
}
