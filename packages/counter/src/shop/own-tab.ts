const KEY = 'mechanic-shop-tab';

/** How long a page that says nothing, because it was just left or sleeps, may still have its lock. */
const RELEASED_MS = 10_000;

const [ASK, HERE] = ['Is the tab yours?', 'The tab is mine.'];

/** Holds a lock as long as the page lives; false if another living page holds it. */
function hold(id: string): Promise<boolean> {
  const name = `${KEY} ${id}`;
  const others = new BroadcastChannel(name);
  const taken = new AbortController();
  const signal = AbortSignal.any([taken.signal, AbortSignal.timeout(RELEASED_MS)]);
  let isHeld = false;
  others.addEventListener('message', ({ data }) => {
    if (data === HERE) taken.abort();
    else if (isHeld) others.postMessage(HERE);
  });
  others.postMessage(ASK);
  return new Promise((resolve) => {
    navigator.locks
      .request(name, { signal }, () => {
        isHeld = true;
        // A page on its way out does not answer any more.
        window.addEventListener('pagehide', () => (isHeld = false));
        others.postMessage(HERE);
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => {
        others.close();
        resolve(false);
      });
  });
}

/**
 * Whether what this tab stores is its own. A browser copies `sessionStorage` into a tab that is duplicated or opened by
 * a script; two tabs must not use one refresh token, because the server takes its second use for theft. Browsers have
 * locks on https and on localhost; elsewhere this returns true.
 */
export async function ownsTab(tab: Storage = sessionStorage): Promise<boolean> {
  if (!navigator.locks) return true;
  const id = tab.getItem(KEY);
  if (id !== null && (await hold(id))) return true;
  const fresh = crypto.randomUUID();
  tab.setItem(KEY, fresh);
  // No other page has a fresh id: it is held for the copies to come, and the page does not wait for it.
  void hold(fresh);
  return id === null;
}
