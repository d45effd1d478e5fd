import type { Call, Caller, TokenRefusal } from '../core/call.ts';
import type { Shop } from '../core/shop.ts';
import { authenticate } from '../features/accounts/authenticate.ts';
import { type Soon, andThen } from '../platform/maybe-promise.ts';

/** What every procedure gets: the call, and what the request said of itself. */
export interface Context<C extends Caller | null = Caller | null> extends Call<C> {
  readonly requestId: string;
  /** Why the caller is anonymous although a token came, for procedures that demand one. */
  readonly refusal: TokenRefusal;
  readonly idempotencyKey: string | undefined | KeyFault;
  /** Set by a replayed answer; the front tells the caller. */
  replayed: { yes: boolean };
}

/** What is wrong with an idempotency key, for the calls that use one. */
export interface KeyFault {
  fault: string;
}

/** What a request brings to its calls. */
export interface RequestFacts {
  requestId: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined | KeyFault;
  userAgent: string | undefined;
  /** As limits/address.ts has it. */
  address: string;
}

const MAX_USER_AGENT = 200;

/** Builds the context of a request: looks at its token and at the session behind it. */
export const createContext = (shop: Shop, facts: RequestFacts): Soon<Context> =>
  andThen(authenticate(shop, facts.authorization), (who) =>
    contextOf(shop, {
      ...facts,
      caller: typeof who === 'string' ? null : who,
      refusal: typeof who === 'string' ? who : 'NOT_SIGNED_IN',
    }),
  );

interface Known extends Pick<RequestFacts, 'requestId'>, Partial<Omit<RequestFacts, 'requestId'>> {
  caller: Caller | null;
  refusal?: TokenRefusal;
}

const cleaned = (userAgent: string): string =>
  (/^[ -~]*$/.test(userAgent) ? userAgent : userAgent.replace(/[\p{Cc}\p{Cs}]/gu, '')).slice(0, MAX_USER_AGENT);

/** The inner part: a context for somebody already known, as tests and the command line have it. */
export const contextOf = (shop: Shop, known: Known): Context => ({
  shop,
  caller: known.caller,
  refusal: known.refusal ?? 'NOT_SIGNED_IN',
  read: shop.database.read,
  write: shop.database.write,
  requestId: known.requestId,
  idempotencyKey: known.idempotencyKey,
  userAgent: known.userAgent === undefined ? null : cleaned(known.userAgent),
  address: known.address ?? '',
  limit: { who: known.caller ? `account ${known.caller.accountId}` : `address ${known.address ?? ''}` },
  replayed: { yes: false },
});
