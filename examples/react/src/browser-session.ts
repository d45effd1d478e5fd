import type { Session, SessionStore } from '@mechanic-shop/client';

const KEY = 'mechanic-shop-session';

/** Stores the session in the browser, so it survives a reload and all tabs share it. */
export const browserSession: SessionStore = {
  load: () => {
    const text = localStorage.getItem(KEY);
    return text === null ? null : (JSON.parse(text) as Session);
  },
  save: (session) => {
    if (session === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(session));
  },
  // One tab at a time refreshes. Browsers have locks on https and on localhost.
  lock: async (work) => await (navigator.locks ? navigator.locks.request(KEY, work) : work()),
};
