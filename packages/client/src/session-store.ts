import type { Session } from '@mechanic-shop/shared';
import { isToken } from './credentials.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Where a client keeps its session. Both calls may be asynchronous. */
export interface SessionStore {
  /** The session that was saved last, or null. */
  load(): Session | null | Promise<Session | null>;
  /** Keeps a session; null forgets it. */
  save(session: Session | null): void | Promise<void>;
  /**
   * Runs `work` while no other client of this store does. Optional: give it to a store that several clients share, so
   * that they do not use the same refresh token.
   */
  lock?<T>(work: () => Promise<T>): Promise<T>;
}

/** Keeps the session in memory, for as long as the program runs. */
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

/** Tells whether a value is a session: an answer of the server, or what a store has kept. */
export function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null || !('account' in value)) return false;
  const { account } = value;
  if (typeof account !== 'object' || account === null || !('id' in account)) return false;
  // A token that a header cannot carry is none: the next login replaces it.
  return texts.every((name) => typeof Reflect.get(value, name) === 'string') && isToken(Reflect.get(value, 'token'));
}
