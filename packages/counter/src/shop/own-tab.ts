const KEY = 'mechanic-shop-tab';

/** How long the lock of a page that was just left may take to be free. */
const RELEASED_MS = 500;

/** Holds a lock as long as the page lives; false if another page holds it. */
function hold(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks
      .request(`${KEY} ${id}`, { signal: AbortSignal.timeout(RELEASED_MS) }, () => {
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
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
  await hold(fresh);
  return id === null;
}
