import { and, eq } from 'drizzle-orm';
import type { Caller, TokenRefusal } from '../../core/caller.ts';
import type { Shop } from '../../core/shop.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';
import { API_KEY_PREFIX } from '../../platform/security/codes.ts';
import { type Verdict, bearer } from '../../platform/security/tokens.ts';
import { authenticateKey } from './api-keys.ts';
import { type SessionState, sessionCache } from './caches.ts';
import { mechanics } from './mechanics-table.ts';
import { recordUse } from './record-use.ts';
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

function recordSessionUse(shop: Shop, id: number, lastUsedAt: Date): void {
  recordUse(shop, lastUsedAt, (tx, now) =>
    tx
      .update(sessions)
      .set({ lastUsedAt: now })
      .where(and(eq(sessions.id, id), eq(sessions.lastUsedAt, lastUsedAt))),
  );
}

async function load(shop: Shop, id: number): Promise<SessionState> {
  const [row] = await sessionById(shop.database.read, { id });
  if (!row) return { accountId: 0, role: 'customer', alive: false, createdAt: 0 };
  const { accountId, role, createdAt, endedAt, active, lastUsedAt } = row;
  const alive = endedAt === null && active !== false;
  if (alive) recordSessionUse(shop, id, lastUsedAt);
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
      return holds ? { accountId, sessionId, apiKey: null, role: session.role } : 'SESSION_ENDED';
    },
  );
}

/**
 * Authenticates an authorization header by the current account and session or API key; returns the caller, or why there
 * is none.
 */
export function authenticate(shop: Shop, authorization: string | undefined): MaybePromise<Caller | TokenRefusal> {
  const token = bearer(authorization);
  if (token === null) return 'NOT_SIGNED_IN';
  if (token.startsWith(API_KEY_PREFIX)) return authenticateKey(shop, token);
  return chain(shop.tokens.verify(token), (verdict) => callerOf(shop, verdict));
}
