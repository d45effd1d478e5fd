import type { Account } from '@mechanic-shop/shared';
import { and, eq, isNull } from 'drizzle-orm';
import type { CalledShop } from '../../core/call.ts';
import type { Origin, Recording } from '../../core/events/record.ts';
import type { Queries } from '../../platform/db/database.ts';
import { setPasswordHash } from './accounts.ts';
import { recordAccount } from './entity.ts';
import { endSessions } from './sessions.ts';
import { resetCodes } from './table.ts';

/** Sets another password; `origin` is who did it, where that is not the caller. All sessions and reset codes end with the old one; returns the number of ended sessions. */
export async function replacePassword(
  call: Recording & { shop: CalledShop },
  tx: Queries,
  account: Pick<Account, 'id' | 'role'>,
  passwordHash: string,
  origin: Origin = {},
): Promise<number> {
  const { shop } = call;
  const { id } = account;
  await setPasswordHash(tx, id, passwordHash);
  await tx
    .update(resetCodes)
    .set({ revokedAt: shop.now() })
    .where(and(eq(resetCodes.accountId, id), isNull(resetCodes.usedAt), isNull(resetCodes.revokedAt)));
  recordAccount(call, account, 'password_changed', { origin });
  return endSessions(tx, shop, id);
}
