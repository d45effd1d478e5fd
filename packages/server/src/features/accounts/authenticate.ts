import { and, eq } from 'drizzle-orm';
import type { Caller, TokenRefusal } from '../../core/caller.ts';
import type { Shop } from '../../core/shop.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';
import { type Verdict, bearer } from '../../platform/security/tokens.ts';
import { type SessionState, sessionCache } from './caches.ts';
import { mechanics } from './mechanics-table.ts';
import { accounts, sessions } from './table.ts';

/** A session with everything an authorization decision needs. */
export const sessionById = prepared('session_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select({
      accountId: sessions.accountId,
      createdAt: sessions.createdAt,
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

const MINUTE_MS = 60_000;

/** Records that a session is in use, at most once a minute, in the background. */
function touchSession(shop: Shop, id: number, lastUsedAt: Date): void {
  const now = shop.now();
  // A future instant predates a clock that was set back.
  if (Math.abs(now.getTime() - lastUsedAt.getTime()) < MINUTE_MS) return;
  const touched = shop.database.write((tx) =>
    tx
      .update(sessions)
      .set({ lastUsedAt: now })
      .where(and(eq(sessions.id, id), eq(sessions.lastUsedAt, lastUsedAt))),
  );
  // A lost update does not matter; the next call tries again.
  touched.catch(() => {});
}

async function load(shop: Shop, id: number): Promise<SessionState> {
  const [row] = await sessionById(shop.database.read, { id });
  if (!row) return { accountId: 0, role: 'customer', alive: false, createdAt: 0 };
  const { accountId, role, createdAt, endedAt, active, lastUsedAt } = row;
  const alive = endedAt === null && active !== false;
  if (alive) touchSession(shop, id, lastUsedAt);
  return { accountId, role, alive, createdAt: createdAt.getTime() };
}

function callerOf(shop: Shop, verdict: Verdict): MaybePromise<Caller | TokenRefusal> {
  if (verdict === 'expired') return 'TOKEN_EXPIRED';
  if (verdict === 'invalid') return 'TOKEN_INVALID';
  const { accountId, sessionId, issuedAt } = verdict;
  return chain(
    shop.caches.of(sessionCache).get(sessionId, () => load(shop, sessionId)),
    (session) => {
      // A token older than its session belongs to another session whose id was reused. Tokens count seconds.
      const older = issuedAt < Math.floor(session.createdAt / 1000) * 1000;
      const holds = session.alive && session.accountId === accountId && !older;
      return holds ? { accountId, sessionId, role: session.role } : 'SESSION_ENDED';
    },
  );
}

/**
 * Authenticates an authorization header by the current session and account; returns the caller, or why there is none.
 */
export function authenticate(shop: Shop, authorization: string | undefined): MaybePromise<Caller | TokenRefusal> {
  const token = bearer(authorization);
  if (token === null) return 'NOT_SIGNED_IN';
  return chain(shop.tokens.verify(token), (verdict) => callerOf(shop, verdict));
}
