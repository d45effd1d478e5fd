import type { Reason, Role } from '@mechanic-shop/shared';
import type { LimitNote } from '../api/spend.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import type { Shop } from './shop.ts';

/** Who is calling, judged on rows as they are now. */
export interface Caller {
  accountId: number;
  /** Null for work that this process does by itself, such as filling the demo. */
  sessionId: number | null;
  role: Role;
}

/** The shop without its database: services write by `call.write` only, which judges their caller. */
export type CalledShop = Omit<Shop, 'database'>;

/** What a service is called with: who calls, the shop, and the one transaction of a mutation. */
export interface Call<C extends Caller | null = Caller | null> {
  readonly shop: CalledShop;
  readonly caller: C;
  /** Committed data. */
  readonly read: Queries;
  /** The mutation's one transaction; what it returns is the procedure's answer. Judges a signed-in caller first. */
  write: Database['write'];
  readonly userAgent: string | null;
  /** Where the call comes from, as limits/address.ts has it. */
  readonly address: string;
  /** What the limits said to the calls of this request; the front tells the caller. */
  readonly limit: LimitNote;
}

/** A call by somebody who is logged in. */
export type SignedInCall = Call<Caller>;

export const isStaff = (caller: Caller): boolean => caller.role !== 'customer';

/** Why a token makes nobody the caller. */
export type TokenRefusal = Extract<Reason, 'NOT_SIGNED_IN' | 'TOKEN_EXPIRED' | 'TOKEN_INVALID' | 'SESSION_ENDED'>;
