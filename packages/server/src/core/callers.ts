import type { Role } from '@mechanic-shop/shared';
import type { Queries } from '../platform/db/database.ts';
import type { Caller } from './caller.ts';

/** The response of a mutation, stored under the caller's idempotency key. */
export interface StoredAnswer {
  accountId: number;
  key: string;
  procedure: string;
  inputDigest: string;
  /** As JSON. */
  answer: string;
  createdAt: Date;
  tick: number;
}

/** What a mutation's transaction asks about its caller; implemented by features/accounts. */
export interface CallerRows {
  /** The caller's current role; undefined once the session or API key has ended or the account is inactive. */
  roleOf(tx: Queries, caller: Caller): Promise<Role | undefined>;
  /** Stores a response unless the account is gone. */
  storeAnswer(tx: Queries, answer: StoredAnswer): Promise<unknown>;
}
