import type { Database, Queries } from '../platform/db/database.ts';
import type { Verdict } from '../platform/limits/window.ts';
import type { Caller } from './caller.ts';
import type { Shop } from './shop.ts';

/** The shop without its database: services write by `call.write` only, which judges their caller. */
export type CalledShop = Omit<Shop, 'database'>;

/** The key that a request counts under, and the verdict of its limits for the response headers. */
export interface LimitNote {
  /** `account ID` for signed-in callers, else `address ADDRESS`. */
  readonly who: string;
  verdict?: Verdict;
}

/** What every service is called with: who calls, and the shop. It reads; for writing see `WriteCall`. */
export interface Call<C extends Caller | null = Caller | null> {
  readonly shop: CalledShop;
  readonly caller: C;
  /** Committed data. */
  readonly read: Queries;
  readonly userAgent: string | null;
  /** Where the call comes from, as platform/limits/address.ts has it. */
  readonly address: string;
  /** What the limits said to the calls of this request; the front tells the caller. */
  readonly limit: LimitNote;
}

/** A call by somebody who is logged in. */
export type SignedInCall = Call<Caller>;

/** What a mutation's service is called with; a router makes it with `idempotent` or `withoutKey`, and nothing else can. */
export interface WriteCall<C extends Caller | null = Caller | null> extends Call<C> {
  /** The mutation's one transaction; what it returns is the procedure's answer. Judges a signed-in caller first. */
  readonly write: Database['write'];
}

/** A mutation's call by somebody who is logged in. */
export type SignedInWriteCall = WriteCall<Caller>;
