import type { Page, StatusChange, TicketHistoryInput } from '@mechanic-shop/shared';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Parsed } from '../../core/parsed.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { statusChanges } from './table.ts';

const changes = prepared('status_changes', (db, p: Slots<{ ticketId: number; before: number; limit: number }>) =>
  db
    .select({
      id: statusChanges.id,
      from: statusChanges.from,
      to: statusChanges.to,
      by: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
      note: statusChanges.note,
      at: statusChanges.at,
    })
    .from(statusChanges)
    .leftJoin(accounts, eq(accounts.id, statusChanges.byId))
    .where(and(eq(statusChanges.ticketId, p.ticketId), lt(statusChanges.id, p.before)))
    .orderBy(desc(statusChanges.id))
    .limit(p.limit),
);

/** A ticket's status changes, newest first; notes are for staff. */
export async function historyOf(
  call: SignedInCall,
  { id, limit, cursor }: Parsed<typeof TicketHistoryInput>,
): Promise<Page<StatusChange>> {
  const keys = keyset('tickets.history', id, IdPosition);
  return newestPage(keys, { limit, cursor }, async (wanted) =>
    (await changes(call.read, { ticketId: id, ...wanted })).map((row) => ({
      ...row,
      note: isStaff(call.caller) ? row.note : null,
      at: instantText(row.at),
    })),
  );
}
