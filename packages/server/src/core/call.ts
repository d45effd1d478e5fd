import type { Database, Queries } from '../platform/db/database.ts';
import type { Verdict } from '../platform/limits/window.ts';
import type { Caller } from './caller.ts';
import type { Recording } from './events/record.ts';
import type { Shop } from './shop.ts';

/** The shop without its database: services write only through `call.write`, which authorizes their caller. */
export type CalledShop = Omit<Shop, 'database'>;

/** The key that a request counts under, and the limit verdict for the response headers. */
export interface LimitNote {
  /** `key ID` for calls with an API key, `account ID` for other signed-in callers, else `address ADDRESS`. */
  readonly who: string;
  verdict?: Verdict;
}

/** What every service is called with: who calls, and the shop. It reads; for writing see `WriteCall`. */
export interface Call<C extends Caller | null = Caller | null> {
  readonly shop: CalledShop;
  readonly caller: C;
  /** Committed data. */
  readonly read: Queries;
  /** The id of the request, which its log lines and events carry. */
  readonly requestId: string;
  /** How changes are made, where the caller does not tell. */
  readonly via?: Recording['via'];
  readonly userAgent: string | null;
  /** The client address as a key; see platform/limits/address.ts. */
  readonly address: string;
  /** The limit verdict for the calls of this request, sent as response headers. */
  readonly limit: LimitNote;
}

/** A call by a signed-in caller. */
export type SignedInCall = Call<Caller>;

/** What a mutation's service is called with; a router makes it with `idempotent` or `withoutKey`, and nothing else can. */
export interface WriteCall<C extends Caller | null = Caller | null> extends Call<C> {
  /**
   * Runs the mutation's single transaction and returns the answer of the procedure. Authorizes a signed-in caller
   * first.
   */
  readonly write: Database['write'];
  /** Inside `write`: a part of the transaction that is undone alone if it throws. */
  readonly attempt: Database['write'];
}

/** A mutation's call by someone who is logged in. */
export type SignedInWriteCall = WriteCall<Caller>;
