import { eq } from 'drizzle-orm';
import type { SessionState } from '../cache/caches.ts';
import type { Caller, TokenRefusal } from '../call.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { mechanics } from '../mechanics/table.ts';
import { bearer } from '../security/tokens.ts';
import type { Shop } from '../shop.ts';
import { touchSession } from './sessions.ts';
import { accounts, sessions } from './table.ts';

const sessionById = prepared('session_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select({
      accountId: sessions.accountId,
      endedAt: sessions.endedAt,
      lastUsedAt: sessions.lastUsedAt,
      role: accounts.role,
      active: mechanics.active,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .leftJoin(mechanics, eq(mechanics.id, accounts.id))
    .where(eq(sessions.id, p.id)),
);

const load = async (shop: Shop, id: number): Promise<SessionState> => {
  const [row] = await sessionById(shop.database.read, { id });
  if (!row) return { accountId: 0, role: 'customer', alive: false };
  const { accountId, role, endedAt, active, lastUsedAt } = row;
  const alive = endedAt === null && active !== false;
  if (alive) touchSession(shop, id, lastUsedAt);
  return { accountId, role, alive };
};

/** Who sends this header: a caller, judged on session and account as they are now, or why nobody is. */
export const authenticate = async (shop: Shop, authorization: string | undefined): Promise<Caller | TokenRefusal> => {
  const token = bearer(authorization);
  if (token === null) return 'NOT_SIGNED_IN';
  const verified = await shop.tokens.verify(token);
  if (verified === 'expired') return 'TOKEN_EXPIRED';
  if (verified === 'invalid') return 'TOKEN_INVALID';
  const { accountId, sessionId } = verified;
  const session = await shop.caches.sessions.get(sessionId, () => load(shop, sessionId));
  if (!session.alive || session.accountId !== accountId) return 'SESSION_ENDED';
  return { accountId, sessionId, role: session.role };
};
