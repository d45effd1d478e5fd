import { and, isNull } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { numberedTables } from '../../features.ts';
import { resetCodes, sessions } from '../../features/accounts/table.ts';
import { invites } from '../../features/invites/table.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Counters, setSequences } from '../../platform/db/sequences.ts';

// More than a shop gives between two backups, and small enough for people to type the ids that follow.
const GAP = 10_000;

interface Moment {
  /** The highest ids in the copy. */
  copied: Counters;
  /** The highest ids in the database that the copy replaces. */
  former: Counters;
  now: Date;
}

/**
 * Where each table continues: beyond every id that may have been given since the copy was made. Sessions continue at
 * the time in milliseconds, because one caller can begin any number of them and nobody types their ids.
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
 * Ends whatever was handed out before a copy became the database: sessions, codes that were not used, and answers kept
 * under idempotency keys. Tokens and ids that callers still hold from the time after the copy lead to nothing.
 */
export async function retire(tx: Queries, moment: Moment): Promise<void> {
  const { now } = moment;
  await tx.update(sessions).set({ endedAt: now }).where(isNull(sessions.endedAt));
  await tx
    .update(invites)
    .set({ revokedAt: now })
    .where(and(isNull(invites.usedAt), isNull(invites.revokedAt)));
  // Deleted, not expired: a clock that is set back would make them valid again.
  await tx.delete(resetCodes).where(isNull(resetCodes.usedAt));
  await tx.delete(idempotencyKeys);
  await setSequences(tx, numberedTables, withGaps(moment));
}

/** What operators read after a restore or an import. */
export const RETIRED = 'Every session has ended, and open invites and reset codes are void: everybody logs in again.';
