import type { Bus } from './bus.ts';

type Listener = (id: number) => void;

/** Delivers to the listeners of this process. */
export function localListeners() {
  const byTopic = new Map<string, Set<Listener>>();
  const gapListeners = new Set<() => void>();
  return {
    tell: (topic: string, id: number): void => {
      for (const listener of byTopic.get(topic) ?? []) listener(id);
    },
    tellGap: (): void => {
      for (const listener of gapListeners) listener();
    },
    subscribe: (topic: string, listener: Listener): void => {
      const listeners = byTopic.get(topic) ?? new Set();
      byTopic.set(topic, listeners.add(listener));
    },
    onGap: (listener: () => void): void => {
      gapListeners.add(listener);
    },
  };
}

/** The bus of a server that runs in one process. */
export function memoryBus(): Bus {
  const { tell, subscribe, onGap } = localListeners();
  return { publish: tell, subscribe, onGap, connected: true, opened: async () => {}, close: async () => {} };
}
