import type { Session } from '@mechanic-shop/shared';
import { isShopError } from './errors.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type SessionStore, isSession } from './session-store.ts';

/** A token that expires this soon is refreshed before it is used. */
const SOON_MS = 30_000;

export interface SessionKeeper {
  /** The session to send a call with, loaded from the store before the first call. */
  current(): Promise<Session | null>;
  /** Whether the session's token is about to expire and should be refreshed before use. */
  isEnding(session: Session): boolean;
  /**
   * Returns a session to replace the rejected one: one saved by another client of the store, else a refreshed one; null
   * if there is neither. Concurrent callers share one refresh.
   */
  renew(refused: Session | null): Promise<Session | null>;
  /** Returns a newer session that another client of the store has saved, else null. */
  reload(refused: Session | null): Promise<Session | null>;
  /** Stores a new session; null deletes it. */
  keep(session: Session | null): Promise<void>;
}

/** Keeps a client's session in sync with its store. `refresh` exchanges a refresh token for a session. */
export function sessionKeeper(store: SessionStore, refresh: (refreshToken: string) => Promise<Session>): SessionKeeper {
  const alone = oneAtATime();
  const exclusively = <T>(work: () => Promise<T>) => alone(() => store.lock?.(work) ?? work());
  let session: Session | null = null;
  let loaded: string | undefined;
  let loading: Promise<void> | undefined;
  let renewing: Promise<Session | null> | undefined;
  // A new token that already seems to expire: the clocks differ or tokens are short-lived. The server decides then.
  let unhurried: string | undefined;

  /** Loads the store's session if it is newer than the one in memory. */
  const loadNewer = async (): Promise<Session | null> => {
    const held = session;
    const found: unknown = await store.load();
    // A login may have replaced it during the load.
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
      // Only a rejection by the server ends a session; a lost connection does not.
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
