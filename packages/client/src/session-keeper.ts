import type { Session } from '@mechanic-shop/shared';
import { isShopError } from './errors.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type SessionStore, isSession } from './session-store.ts';

/** A token this close to its end is refreshed before it is used. */
const SOON_MS = 30_000;

export interface SessionKeeper {
  /** The session to send a call with, loaded from the store before the first. */
  current(): Promise<Session | null>;
  /** Whether the session's token is about to expire, so that it is better renewed before it is used. */
  isEnding(session: Session): boolean;
  /**
   * A session other than the refused one: what another client of the store saved, else a refreshed one; null when there
   * is none. All that ask at the same time share one refresh.
   */
  renew(refused: Session | null): Promise<Session | null>;
  /** A session that another client of the store saved since, else null. */
  reload(refused: Session | null): Promise<Session | null>;
  /** Keeps a new session, or none. */
  keep(session: Session | null): Promise<void>;
}

/** Keeps one client's session in step with its store. `refresh` exchanges a refresh token for a session. */
export function sessionKeeper(store: SessionStore, refresh: (refreshToken: string) => Promise<Session>): SessionKeeper {
  const alone = oneAtATime();
  const exclusively = <T>(work: () => Promise<T>) => alone(() => store.lock?.(work) ?? work());
  let session: Session | null = null;
  let loaded: string | undefined;
  let loading: Promise<void> | undefined;
  let renewing: Promise<Session | null> | undefined;
  // A new token that seems to expire at once: the clocks differ or tokens are short-lived; the server's word counts.
  let unhurried: string | undefined;

  /** What the store has, if it is newer than what this client holds. */
  const loadNewer = async (): Promise<Session | null> => {
    const held = session;
    const found: unknown = await store.load();
    // A login may have come meanwhile.
    if (session !== held) return null;
    if (!isSession(found) || found.token === loaded || found.token === session?.token) return null;
    if (session && Date.parse(found.expiresAt) < Date.parse(session.expiresAt)) return null;
    loaded = found.token;
    session = found;
    return found;
  };

  const loadFirst = () => {
    loading ??= loadNewer().then(
      () => undefined,
      (error) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  const renewNow = async (refused: Session): Promise<Session | null> => {
    if (session?.token !== refused.token) return session;
    const newer = await loadNewer();
    if (newer) return newer;
    try {
      session = await refresh(refused.refreshToken);
    } catch (error) {
      // Only the server's refusal ends a session; a lost connection says nothing about it.
      if (!isRefusal(error)) throw error;
      if (await loadNewer()) return session;
      session = null;
    }
    if (session && expiresSoon(session)) unhurried = session.token;
    await store.save(session);
    return session;
  };

  const reload = async (refused: Session | null) => (session?.token === refused?.token ? await loadNewer() : session);

  const renew = async (refused: Session | null) => {
    if (refused === null || session?.token !== refused.token) return await reload(refused);
    renewing ??= exclusively(() => renewNow(refused)).finally(() => {
      renewing = undefined;
    });
    return await renewing;
  };

  return {
    reload,
    renew,
    async current() {
      await loadFirst();
      return session;
    },
    isEnding: (held) => expiresSoon(held) && held.token !== unhurried,
    async keep(kept) {
      await exclusively(async () => {
        loading = Promise.resolve();
        session = kept;
        await store.save(kept);
      });
    },
  };
}

const expiresSoon = (session: Session) => Date.parse(session.expiresAt) - Date.now() < SOON_MS;

function isRefusal(error: unknown) {
  return (
    isShopError(error) && error.data.httpStatus >= 400 && error.data.httpStatus < 500 && error.data.httpStatus !== 429
  );
}
