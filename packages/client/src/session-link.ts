import type { Reason } from '@mechanic-shop/shared';
import type { Operation } from '@trpc/client';
import { type Answer, asyncLink } from './async-link.ts';
import { isShopError } from './errors.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { isSession } from './session-store.ts';

/** Calls that start a session and need none. */
const STARTS = new Set(['auth.login', 'auth.register', 'auth.refresh', 'auth.resetPassword']);
const ENDS = new Set(['auth.logout', 'auth.logoutEverywhere']);

/** Errors that another token may resolve. An ended session is not refreshed, but the store may have a newer one. */
const MENDABLE = new Set<Reason>(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'NOT_SIGNED_IN', 'SESSION_ENDED']);

/**
 * Sends each call with the session's token, refreshes it at most once per call, and stores sessions that calls return.
 * `token` is used while there is no session; it cannot be refreshed.
 */
export function sessionLink(keeper: SessionKeeper, token?: string) {
  let bare = token;
  const end = async () => {
    bare = undefined;
    await keeper.keep(null);
  };
  return asyncLink(async (op, send) => {
    const signedIn = (held = bare): Operation =>
      held === undefined ? op : { ...op, context: { ...op.context, token: held } };

    const attempt = async (): Promise<Answer> => {
      if (STARTS.has(op.path)) return await send(op);
      const held = await keeper.current();
      const early = held !== null && keeper.isEnding(held) ? await settle(keeper.renew(held)) : undefined;
      // If the refresh failed to connect, the old token may still be valid.
      const session = early?.ok ? early.value : held;
      try {
        return await send(signedIn(session?.token));
      } catch (error) {
        if (!isShopError(error) || !MENDABLE.has(error.data.reason)) throw error;
        const { reason } = error.data;
        if (early?.ok === false && reason !== 'SESSION_ENDED') throw early.error;
        const onlyStored = early !== undefined || reason === 'SESSION_ENDED';
        const other = onlyStored ? await keeper.reload(session) : await keeper.renew(session);
        // A call is never retried as another account.
        if (!other || (session && other.account.id !== session.account.id)) throw error;
        return await send(signedIn(other.token));
      }
    };

    try {
      const answer = await attempt();
      if (op.type === 'mutation' && 'data' in answer.result && isSession(answer.result.data)) {
        await keeper.keep(answer.result.data);
      }
      if (ENDS.has(op.path)) await end();
      return answer;
    } catch (error) {
      // The session has already ended on the server, which is what the call asked for.
      if (ENDS.has(op.path) && isShopError(error) && MENDABLE.has(error.data.reason)) await end();
      throw error;
    }
  });
}

function settle<T>(promise: Promise<T>) {
  return promise.then(
    (value) => ({ ok: true as const, value }),
    (error: unknown) => ({ ok: false as const, error }),
  );
}
