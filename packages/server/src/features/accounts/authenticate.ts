import { and, eq } from 'drizzle-orm';
import type { Caller, TokenRefusal } from '../../core/caller.ts';
import type { Shop } from '../../core/shop.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';
import { API_KEY_PREFIX } from '../../platform/security/codes.ts';
import { type Verdict, bearer } from '../../platform/security/tokens.ts';
import { authenticateKey, isStillKey } from './api-keys.ts';
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

function recordSessionUse(shop: Pick<Shop, 'database' | 'now'>, id: number, lastUsedAt: Date): void {
  recordUse(shop, lastUsedAt, (tx, now) =>
    tx
      .update(sessions)
      .set({ lastUsedAt: now })
      .where(and(eq(sessions.id, id), eq(sessions.lastUsedAt, lastUsedAt))),
  );
}

/** What authorization reads of the shop. */
type Authorizing = Pick<Shop, 'database' | 'caches' | 'now' | 'expiry'>;

async function load(shop: Authorizing, id: number): Promise<SessionState> {
  const [row] = await sessionById(shop.database.read, { id });
  if (!row) return { accountId: 0, role: 'customer', alive: false, createdAt: 0 };
  const { accountId, role, createdAt, endedAt, active, lastUsedAt } = row;
  const alive = endedAt === null && active !== false;
  if (alive) recordSessionUse(shop, id, lastUsedAt);
  return { accountId, role, alive, createdAt: createdAt.getTime() };
}

function stateOf(shop: Authorizing, sessionId: number): MaybePromise<SessionState> {
  return shop.caches.of(sessionCache).get(sessionId, () => load(shop, sessionId));
}

/** Whether the session or key of an earlier caller still holds, with the same role; at most a second old. */
export function isStillCaller(shop: Authorizing, caller: Caller): MaybePromise<boolean> {
  const { sessionId, apiKey, accountId, role } = caller;
  if (apiKey !== null) return isStillKey(shop, apiKey.id, role);
  if (sessionId === null) return true;
  return chain(
    stateOf(shop, sessionId),
    (session) => session.alive && session.accountId === accountId && session.role === role,
  );
}

function callerOf(shop: Shop, verdict: Verdict): MaybePromise<Caller | TokenRefusal> {
  if (verdict === 'expired') return 'TOKEN_EXPIRED';
  if (verdict === 'invalid') return 'TOKEN_INVALID';
  const { accountId, sessionId, issuedAt } = verdict;
  return chain(stateOf(shop, sessionId), (session) => {
    // A token older than its session belongs to another session whose id was reused. Tokens count seconds.
    const older = issuedAt < Math.floor(session.createdAt / 1000) * 1000;
    const holds = session.alive && session.accountId === accountId && !older;
    return holds ? { accountId, sessionId, apiKey: null, role: session.role } : 'SESSION_ENDED';
  });
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
