import { desc, eq, inArray } from 'drizzle-orm';
import type { Chore } from '../../core/chores.ts';
import type { Queries } from '../../platform/db/database.ts';
import { resetCodes } from '../accounts/table.ts';
import { invites } from '../invites/table.ts';

// About a millisecond of SQLite.
const AT_ONCE = 500;

/**
 * Deletes a customer's newest codes, for a new password and for a login: those that are still valid come first. Returns
 * whether more may be left.
 */
export async function eraseCodes(tx: Queries, customerId: number): Promise<boolean> {
  const reset = await tx
    .select({ id: resetCodes.id })
    .from(resetCodes)
    .where(eq(resetCodes.accountId, customerId))
    .orderBy(desc(resetCodes.id))
    .limit(AT_ONCE);
  await tx.delete(resetCodes).where(inArray(resetCodes.id, idsOf(reset)));
  const invited = await tx
    .select({ id: invites.id })
    .from(invites)
    .where(eq(invites.customerId, customerId))
    .orderBy(desc(invites.id))
    .limit(AT_ONCE);
  await tx.delete(invites).where(inArray(invites.id, idsOf(invited)));
  return reset.length === AT_ONCE || invited.length === AT_ONCE;
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

/** The same in steps, for those with more of them. */
export const codesChore: Chore = async (_, tx, { subject, after }) =>
  (await eraseCodes(tx, subject)) ? after : undefined;
