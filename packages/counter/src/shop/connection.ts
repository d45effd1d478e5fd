import { isShopUnreachable } from '@mechanic-shop/client';
import { useSyncExternalStore } from 'react';

/** Whether the last call got a response. */
export interface Connection {
  isUp(): boolean;
  subscribe(listener: () => void): () => void;
  /** Records the outcome of a call: its error, or nothing. */
  record(error?: unknown): void;
}

export function createConnection(): Connection {
  const listeners = new Set<() => void>();
  let up = true;
  return {
    isUp: () => up,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record: (error) => {
      const now = !(isShopUnreachable(error) && error.kind !== 'aborted');
      if (now === up) return;
      up = now;
      for (const listener of listeners) listener();
    },
  };
}

export function useIsConnected({ subscribe, isUp }: Connection): boolean {
  return useSyncExternalStore(subscribe, isUp);
}
