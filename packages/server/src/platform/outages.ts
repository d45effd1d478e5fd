/** What a server needs besides itself. */
export type Dependency = 'redis' | 'postgres' | 'sqlite';

/** Called when a dependency is lost, with the error, and without one when it works again. */
export type OnOutage = (dependency: Dependency, error?: unknown) => void;

/** One user of a dependency, such as a connection. */
export interface Watch {
  lost(error: unknown): void;
  works(): void;
}

/**
 * Turns what the users of one dependency see into one report when the first of them loses it, and one when it works for
 * all of them again.
 */
export function watchesOf(dependency: Dependency, onOutage: OnOutage = () => {}): () => Watch {
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
