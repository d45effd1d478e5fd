import { type ShopClient, isShopError } from '@mechanic-shop/client';
import type { BrowserSession } from './session.ts';

const signedOut: ReadonlySet<string> = new Set(['SESSION_ENDED', 'NOT_SIGNED_IN', 'TOKEN_INVALID', 'TOKEN_EXPIRED']);

const saysSignedOut = (error: unknown): boolean => isShopError(error) && signedOut.has(error.data.reason);

/**
 * Takes the errors of calls, and forgets a session that the server has ended. An error may belong to a former session
 * whose calls were still under way, so it asks first.
 */
export function createSessionWatch(session: BrowserSession, shop: ShopClient): (error: unknown) => void {
  let asking: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    try {
      await shop.auth.me.query();
    } catch (error) {
      if (saysSignedOut(error)) await session.save(null);
    } finally {
      asking = undefined;
    }
  };
  return (error) => {
    if (saysSignedOut(error) && session.account()) asking ??= ask();
  };
}
