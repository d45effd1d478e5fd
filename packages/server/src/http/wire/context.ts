import { type Context, type RequestFacts, contextOf } from '../../api/context.ts';
import type { Shop } from '../../core/shop.ts';
import { authenticate } from '../../features/accounts/authenticate.ts';
import { type MaybePromise, chain } from '../../platform/maybe-promise.ts';

/** Creates the context of a request from its token and session. */
export function createContext(shop: Shop, facts: RequestFacts): MaybePromise<Context> {
  return chain(authenticate(shop, facts.authorization), (who) =>
    contextOf(shop, {
      ...facts,
      caller: typeof who === 'string' ? null : who,
      refusal: typeof who === 'string' ? who : 'NOT_SIGNED_IN',
    }),
  );
}
