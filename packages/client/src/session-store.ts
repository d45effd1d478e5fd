import type { Session } from '@mechanic-shop/shared';
import { isToken } from './credentials.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Stores a client's session. All methods may be asynchronous. */
export interface SessionStore {
  /** Returns the session saved last, or null. */
  load(): Session | null | Promise<Session | null>;
  /** Stores a session; null deletes it. */
  save(session: Session | null): void | Promise<void>;
  /**
   * Runs `work` exclusively among all clients of this store. Optional: needed if several clients share the store, so
   * that two of them do not use the same refresh token.
   */
  lock?<T>(work: () => Promise<T>): Promise<T>;
}

/** Stores the session in memory while the program runs. */
export function memorySession(initial: Session | null = null): SessionStore {
  let kept = initial;
  return {
    load: () => kept,
    save: (session) => {
      kept = session;
    },
    lock: oneAtATime(),
  };
}

const texts = ['token', 'expiresAt', 'refreshToken', 'refreshExpiresAt'];

/** Whether a value is a session, from the server or from a store. */
export function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null || !('account' in value)) return false;
  const { account } = value;
  if (typeof account !== 'object' || account === null || !('id' in account)) return false;
  // A token that cannot be sent in a header counts as none: the next login replaces it.
  return texts.every((name) => typeof Reflect.get(value, name) === 'string') && isToken(Reflect.get(value, 'token'));
}
