import { eq } from 'drizzle-orm';
import type { Caller, TokenRefusal } from '../call.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { mechanics } from '../mechanics/table.ts';
import { bearer } from '../security/tokens.ts';
import type { Shop } from '../shop.ts';
import { accounts, sessions } from './table.ts';

const sessionById = prepared('session_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select({
      accountId: sessions.accountId,
      endedAt: sessions.endedAt,
      role: accounts.role,
      active: mechanics.active,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .leftJoin(mechanics, eq(mechanics.id, accounts.id))
    .where(eq(sessions.id, p.id)),
);

/** Who sends this header: a caller, judged on session and account as they are now, or why nobody is. */
export const authenticate = async (shop: Shop, authorization: string | undefined): Promise<Caller | TokenRefusal> => {
  const token = bearer(authorization);
  if (token === null) return 'NOT_SIGNED_IN';
  const verified = await shop.tokens.verify(token);
  if (verified === 'expired') return 'TOKEN_EXPIRED';
  if (verified === 'invalid') return 'TOKEN_INVALID';
  const [session] = await sessionById(shop.database.read, { id: verified.sessionId });
  if (!session || session.accountId !== verified.accountId || session.endedAt || session.active === false) {
    return 'SESSION_ENDED';
  }
  return { accountId: session.accountId, sessionId: verified.sessionId, role: session.role };
};
