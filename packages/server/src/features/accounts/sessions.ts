import type { Session } from '@mechanic-shop/shared';
import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Call, CalledShop, WriteCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import { notifyChange } from '../../core/notify.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { digest, newRefreshToken, successor } from '../../platform/security/codes.ts';
import { type Login, getLogin, publicAccount } from './accounts.ts';
import { accountTopic } from './caches.ts';
import { recordAccount } from './entity.ts';
import { refreshTokens, sessions } from './table.ts';

/** A stored session, before its access token is signed. */
export interface StoredSession {
  login: Login;
  sessionId: number;
  refreshToken: string;
  refreshExpiresAt: Date;
}

const refreshExpiry = (shop: CalledShop): Date => new Date(shop.now().getTime() + shop.refreshTtlSeconds * 1000);

/** How many sessions of an account are kept, ended ones included: no transaction may grow with what is stored. */
export const MAX_SESSIONS = 500;

/** Deletes what an account has beyond the highest number: ended sessions first, then those used least recently. */
async function deleteSurplus(tx: Queries, { shop }: Call, accountId: number, opened: number): Promise<void> {
  const surplus = (await tx.$count(sessions, eq(sessions.accountId, accountId))) - MAX_SESSIONS;
  if (surplus <= 0) return;
  const oldest = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), ne(sessions.id, opened)))
    .orderBy(desc(sql`${sessions.endedAt} is not null`), asc(sessions.lastUsedAt), asc(sessions.id))
    .limit(surplus);
  const ids = oldest.map(({ id }) => id);
  await tx.delete(sessions).where(inArray(sessions.id, ids));
  notifyChange({ shop }, accountTopic, accountId);
}

/** Stores a new session and its first refresh token. */
export async function openSession(tx: Queries, call: Call, login: Login): Promise<StoredSession> {
  const now = call.shop.now();
  const refreshExpiresAt = refreshExpiry(call.shop);
  const refreshToken = newRefreshToken();
  const row = insertedRow(
    await tx
      .insert(sessions)
      .values({
        accountId: login.id,
        createdAt: now,
        lastUsedAt: now,
        expiresAt: refreshExpiresAt,
        userAgent: call.userAgent,
        address: call.address,
      })
      .returning({ id: sessions.id }),
  );
  await insertRefreshToken(tx, {
    digest: digest(refreshToken),
    sessionId: row.id,
    createdAt: now,
    expiresAt: refreshExpiresAt,
    tick: call.shop.expiry.tick(),
  });
  await deleteSurplus(tx, call, login.id, row.id);
  return { login, sessionId: row.id, refreshToken, refreshExpiresAt };
}

/** The session returned to the client. Signing is asynchronous, so it happens outside the transaction. */
export async function issueSession(shop: CalledShop, opened: StoredSession): Promise<Session> {
  const { login, sessionId, refreshToken, refreshExpiresAt } = opened;
  const { token, expiresAt } = await shop.tokens.sign({ accountId: login.id, sessionId, role: login.role });
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    refreshToken,
    refreshExpiresAt: refreshExpiresAt.toISOString(),
    account: publicAccount(login),
  };
}

const insertRefreshToken = prepared(
  'insert_refresh_token',
  (db, p: Slots<{ digest: string; sessionId: number; createdAt: Date; expiresAt: Date; tick: number }>) =>
    db.insert(refreshTokens).values({
      digest: p.digest,
      sessionId: p.sessionId,
      createdAt: p.createdAt,
      expiresAt: p.expiresAt,
      tick: p.tick,
    }),
);

const refreshTokenByDigest = prepared('refresh_token_by_digest', (db, p: Slots<{ digest: string }>) =>
  db
    .select({
      sessionId: refreshTokens.sessionId,
      createdAt: refreshTokens.createdAt,
      expiresAt: refreshTokens.expiresAt,
      tick: refreshTokens.tick,
      usedAt: refreshTokens.usedAt,
      usedTick: refreshTokens.usedTick,
      accountId: sessions.accountId,
      openedAt: sessions.createdAt,
      endedAt: sessions.endedAt,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.digest, p.digest)),
);

// For this long, a client whose response was lost gets the same successor again.
const REPEAT_MS = 10_000;

/** Exchanges a refresh token for its successor; reuse ends the family. */
export async function refreshSession(call: WriteCall, token: string): Promise<StoredSession> {
  const opened = await call.write((tx) => rotate(tx, call, token));
  if (!opened) throw new AppError('REFRESH_TOKEN_INVALID');
  return opened;
}

// Returns instead of throwing: the revocation after a reuse must be committed.
async function rotate(tx: Queries, call: Call, token: string): Promise<StoredSession | null> {
  const { shop } = call;
  const now = shop.now();
  const presented = digest(token);
  const [row] = await refreshTokenByDigest(tx, { digest: presented });
  if (!row || row.endedAt || !shop.expiry.isCurrent(row)) return null;
  const login = await getLogin(tx, row.accountId);
  if (!login?.active) return null;
  const opened = { login, sessionId: row.sessionId };
  if (row.usedAt) {
    const next = await issuedSuccessor(tx, shop, token);
    const isRepeat = shop.expiry.isWithin(REPEAT_MS, { at: row.usedAt, tick: row.usedTick });
    if (next && !next.usedAt && isRepeat)
      return { ...opened, refreshToken: next.refreshToken, refreshExpiresAt: next.expiresAt };
    await tx.update(sessions).set({ endedAt: now }).where(eq(sessions.id, row.sessionId));
    // Two people had the token; who used it first is not known.
    recordAccount(call, login, 'logged_out', { origin: { accountId: null, via: 'system' } });
    notifyChange({ shop }, accountTopic, row.accountId);
    return null;
  }
  const refreshToken = successor(token, shop.secrets[0] ?? '');
  const refreshExpiresAt = refreshExpiry(shop);
  const tick = shop.expiry.tick();
  await tx.update(refreshTokens).set({ usedAt: now, usedTick: tick }).where(eq(refreshTokens.digest, presented));
  await insertRefreshToken(tx, {
    digest: digest(refreshToken),
    sessionId: row.sessionId,
    createdAt: now,
    expiresAt: refreshExpiresAt,
    tick,
  });
  // Where the clock was set back, the session starts in the future: a new access token would be older than its row.
  const createdAt = row.openedAt > now ? now : row.openedAt;
  if (createdAt === now) notifyChange({ shop }, accountTopic, row.accountId);
  await tx
    .update(sessions)
    .set({ createdAt, lastUsedAt: now, expiresAt: refreshExpiresAt })
    .where(eq(sessions.id, row.sessionId));
  return { ...opened, refreshToken, refreshExpiresAt };
}

// The signing secret may have changed since: responses get lost during the restart that changes it.
async function issuedSuccessor(tx: Queries, shop: CalledShop, token: string) {
  for (const secret of shop.secrets) {
    const refreshToken = successor(token, secret);
    const [row] = await refreshTokenByDigest(tx, { digest: digest(refreshToken) });
    if (row) return { ...row, refreshToken };
  }
  return undefined;
}

/** Ends all sessions of an account, or one. Returns how many were active. */
export async function endSessions(
  tx: Queries,
  shop: CalledShop,
  accountId: number,
  which: { only?: number } = {},
): Promise<number> {
  const now = shop.now();
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.accountId, accountId),
        isNull(sessions.endedAt),
        which.only === undefined ? undefined : eq(sessions.id, which.only),
      ),
    )
    .returning({ expiresAt: sessions.expiresAt });
  notifyChange({ shop }, accountTopic, accountId);
  return ended.filter(({ expiresAt }) => expiresAt > now).length;
}

// The list has no pages, and no one reads more.
const MAX_LISTED = 200;

/** The active sessions of an account, newest first. */
export function sessionsOf({ shop, read }: Call, accountId: number) {
  return read
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt), gt(sessions.expiresAt, shop.now())))
    .orderBy(desc(sessions.id))
    .limit(MAX_LISTED);
}

const anySessionFrom = prepared('any_session_from', (db, p: Slots<{ address: string }>) =>
  db.select({ id: sessions.id }).from(sessions).where(eq(sessions.address, p.address)).limit(1),
);

/** Whether any login came from this address before. */
export async function isFamiliar(db: Queries, address: string): Promise<boolean> {
  return (await anySessionFrom(db, { address })).length > 0;
}

const sessionFrom = prepared('session_from', (db, p: Slots<{ accountId: number; address: string }>) =>
  db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.accountId, p.accountId), eq(sessions.address, p.address)))
    .limit(1),
);

/** Whether a login of this account came from this address before. */
export async function hasLoggedInFrom(db: Queries, accountId: number, address: string): Promise<boolean> {
  return (await sessionFrom(db, { accountId, address })).length > 0;
}
