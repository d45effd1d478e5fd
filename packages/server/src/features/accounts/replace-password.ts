import { and, eq, isNull } from 'drizzle-orm';
import type { CalledShop } from '../../core/call.ts';
import type { Queries } from '../../platform/db/database.ts';
import { setPasswordHash } from './accounts.ts';
import { endSessions } from './sessions.ts';
import { resetCodes } from './table.ts';

/** Sets another password. All sessions and reset codes end with the old one; returns the number of ended sessions. */
export async function replacePassword(
  tx: Queries,
  shop: CalledShop,
  id: number,
  passwordHash: string,
): Promise<number> {
  await setPasswordHash(tx, id, passwordHash);
  await tx
    .update(resetCodes)
    .set({ revokedAt: shop.now() })
    .where(and(eq(resetCodes.accountId, id), isNull(resetCodes.usedAt), isNull(resetCodes.revokedAt)));
  return endSessions(tx, shop, id);
}
