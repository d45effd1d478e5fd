import type { Call } from '../core/call.ts';
import type { Caller, TokenRefusal } from '../core/caller.ts';
import type { Shop } from '../core/shop.ts';
import type { Database } from '../platform/db/database.ts';

/** The context of every procedure: the call, and facts about its request. */
export interface Context<C extends Caller | null = Caller | null> extends Call<C> {
  /** Why the caller is anonymous although a token was sent; used by procedures that require one. */
  readonly refusal: TokenRefusal;
  readonly idempotencyKey: string | undefined | KeyFault;
  /** Whether the mutations of this request only show what they would do; see api/dry-run.ts. */
  readonly dryRun: boolean | KeyFault;
  /** The transaction beneath a mutation's `write`; only api/idempotency.ts passes it on. */
  readonly transaction: Database['write'];
  /** Set by a replayed response, which is marked by a header. */
  replayed: { yes: boolean };
}

/** A problem with the header of an idempotency key or dry run, for calls that use it. */
export interface KeyFault {
  fault: string;
}

/** What a request provides to its calls. */
export interface RequestFacts {
  requestId: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined | KeyFault;
  dryRun: boolean | KeyFault;
  userAgent: string | undefined;
  /** The client address as a key; see platform/limits/address.ts. */
  address: string;
}

const MAX_USER_AGENT = 200;

interface Known extends Pick<RequestFacts, 'requestId'>, Partial<Omit<RequestFacts, 'requestId'>> {
  caller: Caller | null;
  refusal?: TokenRefusal;
}

function cleaned(userAgent: string): string {
  return (/^[ -~]*$/.test(userAgent) ? userAgent : userAgent.replace(/[\p{Cc}\p{Cs}]/gu, '')).slice(0, MAX_USER_AGENT);
}

function whoOf({ caller, address = '' }: Known): string {
  if (caller === null) return `address ${address}`;
  return caller.apiKey === null ? `account ${caller.accountId}` : `key ${caller.apiKey.id}`;
}

/** A context for a known caller; HTTP requests get theirs from http/wire/context.ts. */
export function contextOf(shop: Shop, known: Known): Context {
  return {
    shop,
    caller: known.caller,
    refusal: known.refusal ?? 'NOT_SIGNED_IN',
    read: shop.database.read,
    transaction: shop.database.write,
    requestId: known.requestId,
    idempotencyKey: known.idempotencyKey,
    dryRun: known.dryRun ?? false,
    userAgent: known.userAgent === undefined ? null : cleaned(known.userAgent),
    address: known.address ?? '',
    limit: { who: whoOf(known) },
    replayed: { yes: false },
  };
}
