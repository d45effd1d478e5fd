import { and, eq, isNull } from 'drizzle-orm';
import type { CalledShop } from '../../core/call.ts';
import type { Queries } from '../../platform/db/database.ts';
import { setPasswordHash } from './accounts.ts';
import { endSessions } from './sessions.ts';
import { resetCodes } from './table.ts';

/**
 * Sets another password. Every other way in ends with the old one: codes for forgotten passwords and all sessions, whose
 * number it answers.
 */
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
