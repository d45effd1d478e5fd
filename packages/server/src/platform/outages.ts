/** External systems that the server depends on. */
export type Dependency = 'redis' | 'postgres' | 'sqlite';

/** Called with the error when a dependency is lost, and without one when it works again. */
export type OnOutage = (dependency: Dependency, error?: unknown) => void;

/** One user of a dependency, such as a connection. */
export interface Watch {
  lost(error: unknown): void;
  works(): void;
}

/**
 * Merges what the users of a dependency see: one report when the first of them loses it, one when all have recovered.
 */
export function createWatches(dependency: Dependency, onOutage: OnOutage = () => {}): () => Watch {
  const losers = new Set<Watch>();
  return () => {
    const watch: Watch = {
      lost: (error) => {
        if (losers.size === 0) onOutage(dependency, error);
        losers.add(watch);
      },
      works: () => {
        if (losers.delete(watch) && losers.size === 0) onOutage(dependency);
      },
    };
    return watch;
  };
}
