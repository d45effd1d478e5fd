import { and, isNull } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { numberedTables } from '../../features.ts';
import { apiKeys } from '../../features/accounts/api-keys-table.ts';
import { resetCodes, sessions } from '../../features/accounts/table.ts';
import { invites } from '../../features/invites/table.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Counters, setSequences } from '../../platform/db/sequences.ts';

// More ids than a shop assigns between two backups, yet small enough to type.
const GAP = 10_000;

interface Moment {
  /** The highest ids in the copy. */
  copied: Counters;
  /** The highest ids in the database that the copy replaces. */
  former: Counters;
  now: Date;
}

/**
 * Where each table continues: beyond every id that may have been assigned since the copy. Sessions continue at the time
 * in milliseconds, because one client can create any number of them and their ids are never typed.
 */
function withGaps({ copied, former, now }: Moment): Counters {
  return Object.fromEntries(
    numberedTables.map((name) => {
      const highest = Math.max(copied[name] ?? 0, former[name] ?? 0);
      const next = Math.ceil((highest + GAP) / GAP) * GAP;
      return [name, name === 'sessions' ? Math.max(next, now.getTime()) : next];
    }),
  );
}

/**
 * Invalidates sessions, API keys, unused codes and stored idempotent responses before a copy becomes the database. Tokens and ids
 * that clients still hold from after the copy match nothing.
 */
export async function revokeIssued(tx: Queries, moment: Moment): Promise<void> {
  const { now } = moment;
  await tx.update(sessions).set({ endedAt: now }).where(isNull(sessions.endedAt));
  // A key that was revoked after the copy must not work again.
  await tx.update(apiKeys).set({ revokedAt: now }).where(isNull(apiKeys.revokedAt));
  await tx
    .update(invites)
    .set({ revokedAt: now })
    .where(and(isNull(invites.usedAt), isNull(invites.revokedAt)));
  // Deleted, not expired: a clock set back would make them valid again.
  await tx.delete(resetCodes).where(isNull(resetCodes.usedAt));
  await tx.delete(idempotencyKeys);
  await setSequences(tx, numberedTables, withGaps(moment));
}

/** Printed after a restore or an import. */
export const REVOKED_NOTICE =
  'All sessions have ended, and API keys, open invites and reset codes are void: everyone must log in again.';
