import type { Approval, Page, Person } from '@mechanic-shop/shared';
import { type SQL, and, desc, eq, lt } from 'drizzle-orm';
import type { Call } from '../../core/call.ts';
import { type Caller, isStaff } from '../../core/caller.ts';
import { IdPosition, keyset, newestPage } from '../../core/paging.ts';
import type { Queries } from '../../platform/db/database.ts';
import { instantText } from '../../platform/instants.ts';
import { accounts } from '../accounts/table.ts';
import { approvals } from './approvals-table.ts';

export type ApprovalRow = typeof approvals.$inferSelect;

/** Whether the customer wrote the note: they see no other. */
const isTheirs = ({ method }: ApprovalRow): boolean => method === 'link' || method === 'account';

/** An approval as this caller sees it; null is someone with only a link. */
export function asApproval(row: ApprovalRow, recordedBy: Person | null, caller: Caller | null): Approval {
  return {
    id: row.id,
    ticketId: row.ticketId,
    estimateId: row.estimateId,
    method: row.method,
    by: row.by,
    recordedBy,
    approved: JSON.parse(row.approved) as number[],
    declined: JSON.parse(row.declined) as number[],
    approvedCents: row.approvedCents,
    note: isTheirs(row) || (caller && isStaff(caller)) ? row.note : null,
    at: instantText(row.at),
  };
}

export interface NewApproval extends Pick<
  typeof approvals.$inferInsert,
  'ticketId' | 'estimateId' | 'method' | 'by' | 'note' | 'recordedById'
> {
  approve: readonly number[];
  decline: readonly number[];
  /** The net of each job that is approved, in cents. */
  nets: ReadonlyMap<number, number>;
}

/** Adds an approval; what it does to jobs and stock is up to `decideJobs`. */
export async function insertApproval(
  { shop }: Pick<Call, 'shop'>,
  tx: Queries,
  { approve, decline, nets, ...values }: NewApproval,
): Promise<void> {
  await tx.insert(approvals).values({
    ...values,
    approved: JSON.stringify(approve),
    declined: JSON.stringify(decline),
    approvedCents: approve.reduce((sum, id) => sum + (nets.get(id) ?? 0), 0),
    at: shop.now(),
  });
}

function selectApprovals(db: Queries, where: SQL | undefined) {
  return db
    .select({
      approval: approvals,
      recordedBy: { id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName },
    })
    .from(approvals)
    .leftJoin(accounts, eq(accounts.id, approvals.recordedById))
    .where(where)
    .orderBy(desc(approvals.id));
}

/** The approvals of a ticket, newest first. */
export function listApprovals(
  db: Queries,
  { id, limit, cursor }: { id: number; limit: number; cursor?: string | undefined },
  caller: Caller,
): Promise<Page<Approval>> {
  return newestPage(keyset('tickets.approvals', id, IdPosition), { limit, cursor }, async (wanted) => {
    const newest = selectApprovals(db, and(eq(approvals.ticketId, id), lt(approvals.id, wanted.before)));
    return (await newest.limit(wanted.limit)).map(({ approval, recordedBy }) =>
      asApproval(approval, recordedBy, caller),
    );
  });
}
