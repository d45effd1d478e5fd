import type { Session } from '@mechanic-shop/shared';
import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Call, CalledShop } from '../call.ts';
import { changed } from '../changed.ts';
import type { Queries } from '../db/database.ts';
import { type Slots, prepared } from '../db/prepared.ts';
import { AppError } from '../errors.ts';
import { digest, newRefreshToken, successor } from '../security/codes.ts';
import type { Shop } from '../shop.ts';
import { type Login, getLogin, publicAccount } from './accounts.ts';
import { refreshTokens, sessions } from './table.ts';

/** A session as written down, before its access token is signed. */
export interface Opened {
  login: Login;
  sessionId: number;
  refreshToken: string;
  refreshExpiresAt: Date;
}

const refreshExpiry = (shop: CalledShop): Date => new Date(shop.now().getTime() + shop.refreshTtlSeconds * 1000);

/** Writes down a new session and its first refresh token. */
export const openSession = async (tx: Queries, call: Call, login: Login): Promise<Opened> => {
  const now = call.shop.now();
  const refreshExpiresAt = refreshExpiry(call.shop);
  const refreshToken = newRefreshToken();
  const [row] = await tx
    .insert(sessions)
    .values({
      accountId: login.id,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: refreshExpiresAt,
      userAgent: call.userAgent,
      address: call.address,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error('An insert returned no row');
  await insertRefreshToken(tx, {
    digest: digest(refreshToken),
    sessionId: row.id,
    createdAt: now,
    expiresAt: refreshExpiresAt,
  });
  return { login, sessionId: row.id, refreshToken, refreshExpiresAt };
};

/** The answer to the caller. Signing waits, so it happens outside the transaction. */
export const asSession = async (shop: CalledShop, opened: Opened): Promise<Session> => {
  const { login, sessionId, refreshToken, refreshExpiresAt } = opened;
  const { token, expiresAt } = await shop.tokens.sign({ accountId: login.id, sessionId, role: login.role });
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    refreshToken,
    refreshExpiresAt: refreshExpiresAt.toISOString(),
    account: publicAccount(login),
  };
};

const insertRefreshToken = prepared(
  'insert_refresh_token',
  (db, p: Slots<{ digest: string; sessionId: number; createdAt: Date; expiresAt: Date }>) =>
    db
      .insert(refreshTokens)
      .values({ digest: p.digest, sessionId: p.sessionId, createdAt: p.createdAt, expiresAt: p.expiresAt }),
);

const refreshTokenByDigest = prepared('refresh_token_by_digest', (db, p: Slots<{ digest: string }>) =>
  db
    .select({
      sessionId: refreshTokens.sessionId,
      expiresAt: refreshTokens.expiresAt,
      usedAt: refreshTokens.usedAt,
      accountId: sessions.accountId,
      endedAt: sessions.endedAt,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.digest, p.digest)),
);

// A client whose answer was lost repeats itself; for this long it gets the same successor.
const REPEAT_MS = 10_000;

/** Exchanges a refresh token for its successor; reuse ends the family. */
export const refreshSession = async (call: Call, token: string): Promise<Opened> => {
  const opened = await call.write((tx) => rotate(tx, call.shop, token));
  if (!opened) throw new AppError('REFRESH_TOKEN_INVALID');
  return opened;
};

// Answers instead of throwing: what a reuse ended must be committed.
const rotate = async (tx: Queries, shop: CalledShop, token: string): Promise<Opened | null> => {
  const now = shop.now();
  const presented = digest(token);
  const [row] = await refreshTokenByDigest(tx, { digest: presented });
  if (!row || row.endedAt || row.expiresAt <= now) return null;
  const login = await getLogin(tx, row.accountId);
  if (!login?.active) return null;
  const opened = { login, sessionId: row.sessionId };
  if (row.usedAt) {
    const next = await issuedSuccessor(tx, shop, token);
    const repeated = next && !next.usedAt && now.getTime() - row.usedAt.getTime() <= REPEAT_MS;
    if (repeated) return { ...opened, refreshToken: next.refreshToken, refreshExpiresAt: next.expiresAt };
    await tx.update(sessions).set({ endedAt: now }).where(eq(sessions.id, row.sessionId));
    changed({ shop }, 'account', row.accountId);
    return null;
  }
  const refreshToken = successor(token, shop.secrets[0] ?? '');
  const refreshExpiresAt = refreshExpiry(shop);
  await tx.update(refreshTokens).set({ usedAt: now }).where(eq(refreshTokens.digest, presented));
  await insertRefreshToken(tx, {
    digest: digest(refreshToken),
    sessionId: row.sessionId,
    createdAt: now,
    expiresAt: refreshExpiresAt,
  });
  await tx.update(sessions).set({ lastUsedAt: now, expiresAt: refreshExpiresAt }).where(eq(sessions.id, row.sessionId));
  return { ...opened, refreshToken, refreshExpiresAt };
};

// The secret that signs may be another by now: the restart that changes it is when answers get lost.
const issuedSuccessor = async (tx: Queries, shop: CalledShop, token: string) => {
  for (const secret of shop.secrets) {
    const refreshToken = successor(token, secret);
    const [row] = await refreshTokenByDigest(tx, { digest: digest(refreshToken) });
    if (row) return { ...row, refreshToken };
  }
  return undefined;
};

/** Ends sessions of an account: all, or one. Answers how many were alive. */
export const endSessions = async (
  tx: Queries,
  shop: CalledShop,
  accountId: number,
  which: { only?: number } = {},
): Promise<number> => {
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
  changed({ shop }, 'account', accountId);
  return ended.filter(({ expiresAt }) => expiresAt > now).length;
};

// Nobody looks through more, and the list has no pages.
const MAX_LISTED = 200;

/** The sessions of an account that live, newest first. */
export const sessionsOf = ({ shop, read }: Call, accountId: number) =>
  read
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt), gt(sessions.expiresAt, shop.now())))
    .orderBy(desc(sessions.id))
    .limit(MAX_LISTED);

const sessionFrom = prepared('session_from', (db, p: Slots<{ accountId: number; address: string }>) =>
  db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.accountId, p.accountId), eq(sessions.address, p.address)))
    .limit(1),
);

/** Whether a login of this account came from this address before. */
export const hasLoggedInFrom = async (db: Queries, accountId: number, address: string): Promise<boolean> =>
  (await sessionFrom(db, { accountId, address })).length > 0;

const MINUTE_MS = 60_000;

/** Writes down that a session is in use, at most once a minute; nobody waits for it. */
export const touchSession = (shop: Shop, id: number, lastUsedAt: Date): void => {
  const now = shop.now();
  if (now.getTime() - lastUsedAt.getTime() < MINUTE_MS) return;
  const touched = shop.database.write((tx) =>
    tx
      .update(sessions)
      .set({ lastUsedAt: now })
      .where(and(eq(sessions.id, id), lt(sessions.lastUsedAt, now))),
  );
  // A minute that is not written down matters to nobody; the next call tries again.
  touched.catch(() => {});
};
