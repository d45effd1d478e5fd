/** Calls back when the signal aborts; answers what takes that back. */
export type OnAbort = (signal: AbortSignal, callback: () => void) => () => void;

/**
 * Makes an `onAbort` that listens to each signal once, however many wait for it: Node warns about a leak when more than
 * ten listen, and one signal for many calls is fair use.
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
