/** Calls back when the signal aborts; returns a function that cancels this. */
export type OnAbort = (signal: AbortSignal, callback: () => void) => () => void;

/**
 * Makes an `onAbort` that adds one listener per signal, however many calls share it: Node warns about a leak above ten
 * listeners.
 */
export function sharedOnAbort(): OnAbort {
  const waiting = new WeakMap<AbortSignal, Set<() => void>>();
  return (signal, callback) => {
    let callbacks = waiting.get(signal);
    if (!callbacks) {
      const fresh = new Set<() => void>();
      waiting.set(signal, fresh);
      signal.addEventListener('abort', () => fresh.forEach((each) => each()), { once: true });
      callbacks = fresh;
    }
    callbacks.add(callback);
    return () => void callbacks.delete(callback);
  };
}
