import type { Role } from '@mechanic-shop/shared';
import type { CacheKind } from '../../core/caches.ts';
import type { Topic } from '../../platform/bus/bus.ts';

/** The state needed to authorize a session. */
export interface SessionState {
  accountId: number;
  role: Role;
  alive: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Sessions of an account, or what they depend on. */
export const accountTopic: Topic = { name: 'account' };

/** By session id. */
export const sessionCache: CacheKind<SessionState> = {
  topic: accountTopic,
  max: 20_000,
  forgets: { groupOf: ({ accountId }) => accountId },
};
