import type { ApiKey, CreateApiKeyInput, InputIssue, ListApiKeysInput, NewApiKey, Page } from '@mechanic-shop/shared';
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { CalledShop, SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import type { Caller } from '../../core/caller.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import type { Parsed } from '../../core/parsed.ts';
import { scopeFault } from '../../core/scopes.ts';
import type { Queries } from '../../platform/db/database.ts';
import { insertedRow } from '../../platform/db/inserted.ts';
import { digest, newApiKey } from '../../platform/security/codes.ts';
import { apiKeyEntity, asApiKey } from '../accounts/api-key-rows.ts';
import { apiKeys } from '../accounts/api-keys-table.ts';
import { revokeKeys } from '../accounts/api-keys.ts';
import { getApiKey, listApiKeys } from './rows.ts';

const DAY_MS = 86_400_000;

/** How many keys of an account may work at a time. */
export const MAX_KEYS = 100;

/** How many keys of an account are kept, revoked and expired ones included: no transaction may grow with them. */
export const MAX_KEPT = 200;

const isAdmin = ({ role }: Caller): boolean => role === 'admin';

export function list(call: SignedInCall, input: Parsed<typeof ListApiKeysInput>): Promise<Page<ApiKey>> {
  return listApiKeys(call.read, input, isAdmin(call.caller) ? undefined : call.caller.accountId);
}

/** Creates a key for the caller's account. */
export function create(
  call: SignedInWriteCall,
  { name, scopes, expiresInDays }: Parsed<typeof CreateApiKeyInput>,
): Promise<NewApiKey> {
  const { shop, caller } = call;
  assertScopes(shop, scopes);
  return call.write(async (tx) => {
    await assertRoom(call, tx);
    const now = shop.now();
    const key = newApiKey();
    const row = insertedRow(
      await tx
        .insert(apiKeys)
        .values({
          accountId: caller.accountId,
          name,
          scopes: JSON.stringify([...new Set(scopes)]),
          digest: digest(key),
          createdAt: now,
          expiresAt: expiresInDays == null ? null : new Date(now.getTime() + expiresInDays * DAY_MS),
          tick: shop.expiry.tick(),
        })
        .returning(),
    );
    const made = asApiKey(row);
    recordChange(call, apiKeyEntity, { before: null, after: made });
    return { ...made, key };
  });
}

/** Rejects scopes that no procedure has, or that no key may have, all at once. */
function assertScopes({ procedures }: CalledShop, scopes: readonly string[]): void {
  const issues = scopes.flatMap((scope, at): InputIssue[] => {
    const message = scopeFault(scope, procedures);
    return message === undefined ? [] : [{ path: ['scopes', at], message }];
  });
  if (issues.length > 0) throw new AppError('INVALID_INPUT', { issues });
}

/** Makes room for one more key: deletes the oldest that ended, and throws when too many work. */
async function assertRoom(call: SignedInWriteCall, tx: Queries): Promise<void> {
  const now = call.shop.now();
  const own = eq(apiKeys.accountId, call.caller.accountId);
  const isWorking = and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));
  if ((await tx.$count(apiKeys, and(own, isWorking))) >= MAX_KEYS) {
    throw invalidInput([], `An account has at most ${MAX_KEYS} API keys: revoke one that is no longer needed.`);
  }
  const surplus = (await tx.$count(apiKeys, own)) + 1 - MAX_KEPT;
  if (surplus <= 0) return;
  const ended = await tx
    .select()
    .from(apiKeys)
    .where(and(own, or(lte(apiKeys.expiresAt, now), lte(apiKeys.revokedAt, now))))
    .orderBy(asc(apiKeys.id))
    .limit(surplus);
  const ids = ended.map(({ id }) => id);
  await tx.delete(apiKeys).where(inArray(apiKeys.id, ids));
  for (const row of ended) recordChange(call, apiKeyEntity, { before: asApiKey(row), after: null });
}

/** Revokes a key; a revoked one stays unchanged. */
export function revoke(call: SignedInWriteCall, id: number): Promise<ApiKey> {
  return call.write(async (tx) => {
    const key = await getApiKey(tx, id);
    if (!key || !(isAdmin(call.caller) || key.accountId === call.caller.accountId)) throw notFound('api_key');
    if (key.revokedAt !== null) return key;
    const [revoked = key] = await revokeKeys(call, tx, key.accountId, eq(apiKeys.id, id));
    return revoked;
  });
}
