import type { Account, Session, SessionStore } from '@mechanic-shop/client';

const KEY = 'mechanic-shop-session';

/** A session store that React can watch. */
export interface BrowserSession extends SessionStore {
  /** The account that is logged in. The same object until it changes. */
  account(): Account | null;
  /** Calls the listener after each login, logout and refresh, also of other tabs that share the session. */
  subscribe(listener: () => void): () => void;
  /** Whether the next login outlives this tab. */
  staySignedIn(stays: boolean): void;
}

function parse(text: string | null): Session | null {
  return text === null ? null : (JSON.parse(text) as Session);
}

/**
 * Keeps the session in `sessionStorage`, so that it survives a reload and ends with the tab; after
 * `staySignedIn(true)` in `localStorage`, which all tabs share.
 */
export function browserSession({ ownsTab }: { ownsTab: boolean }): BrowserSession {
  const [tab, shared] = [sessionStorage, localStorage];
  // A copy of another tab logs in anew.
  if (!ownsTab) tab.removeItem(KEY);
  const listeners = new Set<() => void>();
  let storage = tab.getItem(KEY) === null && shared.getItem(KEY) !== null ? shared : tab;
  let text = storage.getItem(KEY);
  let account = parse(text)?.account ?? null;

  const look = (): void => {
    const found = storage.getItem(KEY);
    if (found === text) return;
    text = found;
    const next = parse(found)?.account ?? null;
    if (JSON.stringify(next) !== JSON.stringify(account)) account = next;
    for (const listener of listeners) listener();
  };

  return {
    account: () => account,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) window.addEventListener('storage', look);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('storage', look);
      };
    },
    staySignedIn: (stays) => {
      storage = stays ? shared : tab;
    },
    load: () => {
      look();
      return parse(text);
    },
    save: (session) => {
      for (const one of [tab, shared]) if (session === null || one !== storage) one.removeItem(KEY);
      if (session !== null) storage.setItem(KEY, JSON.stringify(session));
      look();
    },
    // One tab at a time refreshes. Browsers have locks on https and on localhost.
    lock: async (work) => await (navigator.locks ? navigator.locks.request(KEY, work) : work()),
  };
}
