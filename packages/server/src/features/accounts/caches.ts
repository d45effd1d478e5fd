import type { Role } from '@mechanic-shop/shared';
import type { CacheKind } from '../../core/caches.ts';
import type { Caller, TokenRefusal } from '../../core/caller.ts';
import type { Topic } from '../../platform/bus/bus.ts';
import type { Expiring } from '../../platform/expiry.ts';

/** The state needed to authorize a session. */
export interface SessionState {
  accountId: number;
  role: Role;
  alive: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** The state needed to authorize an API key. */
export interface ApiKeyState {
  /** 0 for an unknown key. */
  accountId: number;
  /** The caller until the key expires, or why there is none. */
  outcome: Caller | TokenRefusal;
  /** Null for a key that does not expire. */
  expiring: Expiring | null;
}

/** Sessions and API keys of an account, or what they depend on. */
export const accountTopic: Topic = { name: 'account' };

/** By session id. */
export const sessionCache: CacheKind<SessionState> = {
  topic: accountTopic,
  max: 20_000,
  forgets: { groupOf: ({ accountId }) => accountId },
};

/** By the digest of the key. */
export const apiKeyCache: CacheKind<ApiKeyState> = {
  topic: accountTopic,
  max: 20_000,
  forgets: { groupOf: ({ accountId }) => accountId },
};
