import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Id, type IdInput } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line } from './values/text.ts';
import { Instant } from './values/time.ts';

export const CreateApiKeyInput = z.strictObject({
  /** What the key is for, 1 to 100 characters. */
  name: Line(1, 100),
  /**
   * What the key may call, 1 to 200 of: a procedure (`inventory.list`), all procedures of a feature (`tickets.*`),
   * everything that reads (`*:read`). Repeated scopes count once.
   */
  scopes: z.array(Line(1, 100)).min(1).max(200),
  /** 1 to 3,650 days; without it the key does not expire. */
  expiresInDays: z.int().min(1).max(3650).nullish(),
});
export type CreateApiKeyInput = z.input<typeof CreateApiKeyInput>;

/** An API key without the key itself. */
export interface ApiKey {
  id: number;
  name: string;
  /** The procedures that it may call: `tickets.get`, `tickets.*`, `*:read`. */
  scopes: string[];
  /** The account that created it, and for which it acts. */
  accountId: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** ISO 8601 in UTC, accurate to one minute; null until the key is used. */
  lastUsedAt: string | null;
  /** ISO 8601 in UTC; null if the key does not expire. */
  expiresAt: string | null;
  /** ISO 8601 in UTC; null unless it was revoked or its account was deactivated. */
  revokedAt: string | null;
}
const members = {
  id: Id,
  name: z.string(),
  scopes: z.array(z.string()),
  accountId: Id,
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
};
/** @internal */
export const ApiKey: z.ZodType<ApiKey> = z.object(members);

/** A new API key with the key itself. */
export interface NewApiKey extends ApiKey {
  /** `msk_` and 43 characters. It is returned only here: the server stores its digest. */
  key: string;
}
/** @internal */
export const NewApiKey: z.ZodType<NewApiKey> = z.object({ ...members, key: z.string() });

export type ListApiKeysInput = PageInput | void;
/** @internal */
export const ListApiKeysInput = z.strictObject({ ...pageInput }).prefault({});

/** Keys with which programs call the API for the account that created them. Never callable with a key. */
export interface ApiKeysApi {
  /** Pages of API keys, newest first: mechanics see their own, admins all. */
  list: Query<ListApiKeysInput, Page<ApiKey>>;
  /**
   * Creates a key for the caller's account, with which programs call the procedures in `scopes` with the account's
   * current role. Ignores idempotency keys. No scope covers `auth` (except `auth.me`), `apiKeys`, `invites` and
   * `webhooks`; public procedures need none. An account has at most 100 keys that are neither revoked nor expired.
   * Mechanics only. Errors: `INVALID_INPUT` (unknown scopes, too many keys).
   */
  create: Mutation<CreateApiKeyInput, NewApiKey>;
  /**
   * Revokes a key immediately; a revoked one does not change. Mechanics revoke their own, admins all.
   * Errors: `NOT_FOUND`.
   */
  revoke: Mutation<IdInput, ApiKey>;
}

/** The error reasons of API keys, with their details. */
export interface ApiKeyReasons {
  /** The key of the call does not cover `procedure`. */
  SCOPE_REQUIRED: { procedure: string };
}
/** The resources that `NOT_FOUND` names here. */
export type ApiKeyResource = 'api_key';
