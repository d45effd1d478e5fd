import type { ApiKey, Role } from '@mechanic-shop/shared';
import { type SQL, and, eq, isNull } from 'drizzle-orm';
import type { Caller, TokenRefusal } from '../../core/caller.ts';
import { type Recording, recordChange } from '../../core/events/record.ts';
import { notifyChange } from '../../core/notify.ts';
import type { Shop } from '../../core/shop.ts';
import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';
import { digest, isApiKey } from '../../platform/security/codes.ts';
import { apiKeyEntity, asApiKey } from './api-key-rows.ts';
import { apiKeys } from './api-keys-table.ts';
import { type ApiKeyState, accountTopic, apiKeyCache } from './caches.ts';
import { mechanics } from './mechanics-table.ts';
import { recordUse } from './record-use.ts';
import { accounts } from './table.ts';

const columns = {
  id: apiKeys.id,
  accountId: apiKeys.accountId,
  scopes: apiKeys.scopes,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  tick: apiKeys.tick,
  role: accounts.role,
  active: mechanics.active,
};

const apiKeyByDigest = prepared('api_key_by_digest', (db, p: Slots<{ digest: string }>) =>
  db
    .select(columns)
    .from(apiKeys)
    .innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .leftJoin(mechanics, eq(mechanics.id, accounts.id))
    .where(eq(apiKeys.digest, p.digest)),
);

/** A key with everything an authorization decision needs. */
export const apiKeyById = prepared('api_key_by_id', (db, p: Slots<{ id: number }>) =>
  db
    .select(columns)
    .from(apiKeys)
    .innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .leftJoin(mechanics, eq(mechanics.id, accounts.id))
    .where(eq(apiKeys.id, p.id)),
);

/** Whether a key was not revoked and its account is active. Its expiry is another question. */
export function isLiveKey({ revokedAt, active }: { revokedAt: Date | null; active: boolean | null }): boolean {
  return revokedAt === null && active !== false;
}

/** What authorization reads of the shop. */
type Authorizing = Pick<Shop, 'database' | 'caches' | 'now' | 'expiry'>;

function recordKeyUse(shop: Authorizing, id: number, lastUsedAt: Date | null): void {
  recordUse(shop, lastUsedAt, (tx, now) => {
    const unchanged = lastUsedAt === null ? isNull(apiKeys.lastUsedAt) : eq(apiKeys.lastUsedAt, lastUsedAt);
    return tx
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, id), unchanged));
  });
}

type Row = Awaited<ReturnType<typeof apiKeyById>>[number];

function stateOf(shop: Authorizing, row: Row | undefined): ApiKeyState {
  if (!row) return { accountId: 0, outcome: 'TOKEN_INVALID', expiring: null };
  const { id, accountId, role, createdAt, expiresAt, tick, lastUsedAt } = row;
  if (!isLiveKey(row)) return { accountId, outcome: 'SESSION_ENDED', expiring: null };
  const expiring = expiresAt && { createdAt, expiresAt, tick };
  if (expiring === null || shop.expiry.isCurrent(expiring)) recordKeyUse(shop, id, lastUsedAt);
  const apiKey = { id, scopes: JSON.parse(row.scopes) as string[] };
  return { accountId, outcome: { accountId, sessionId: null, apiKey, role }, expiring };
}

function isCurrent({ expiry }: Authorizing, { expiring }: ApiKeyState): boolean {
  return expiring === null || expiry.isCurrent(expiring);
}

async function load(shop: Authorizing, keyDigest: string): Promise<ApiKeyState> {
  const [row] = await apiKeyByDigest(shop.database.read, { digest: keyDigest });
  return stateOf(shop, row);
}

async function loadById(shop: Authorizing, id: number): Promise<ApiKeyState> {
  const [row] = await apiKeyById(shop.database.read, { id });
  return stateOf(shop, row);
}

/** Whether a key still holds, for an account of this role; at most a second old. */
export function isStillKey(shop: Authorizing, id: number, role: Role): MaybePromise<boolean> {
  // Digests are texts, so they never meet an id.
  return chain(
    shop.caches.of(apiKeyCache).get(id, () => loadById(shop, id)),
    (state) => typeof state.outcome !== 'string' && state.outcome.role === role && isCurrent(shop, state),
  );
}

/** Authenticates an API key; returns the caller, or why there is none. */
export function authenticateKey(shop: Shop, key: string): MaybePromise<Caller | TokenRefusal> {
  if (!isApiKey(key)) return 'TOKEN_INVALID';
  const keyDigest = digest(key);
  return chain(
    shop.caches.of(apiKeyCache).get(keyDigest, () => load(shop, keyDigest)),
    (state) => (isCurrent(shop, state) ? state.outcome : 'TOKEN_EXPIRED'),
  );
}

/** Revokes keys of an account that are not revoked yet: all, or those that match. Returns them. */
export async function revokeKeys(call: Recording, tx: Queries, accountId: number, matching?: SQL): Promise<ApiKey[]> {
  const revokedAt = call.shop.now();
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt })
    .where(and(eq(apiKeys.accountId, accountId), isNull(apiKeys.revokedAt), matching))
    .returning();
  for (const row of rows) {
    recordChange(call, apiKeyEntity, { before: asApiKey({ ...row, revokedAt: null }), after: asApiKey(row) });
  }
  notifyChange(call, accountTopic, accountId);
  return rows.map(asApiKey);
}
