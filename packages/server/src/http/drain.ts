import type { ServerResponse } from 'node:http';

/** Tracks running calls, and when the last of them was answered. */
export interface Drain {
  readonly draining: boolean;
  /** Counts a request until its response is sent. Those that arrive while draining are refused and not waited for. */
  begin(res: ServerResponse): void;
  /** Stops accepting calls; resolves when all running ones have ended, or after this time. */
  start(patienceMs: number): Promise<void>;
}

export function createDrain(): Drain {
  let draining = false;
  let begun = 0;
  let over: (() => void) | undefined;
  const ended = (): void => {
    begun -= 1;
    if (begun === 0) over?.();
  };
  return {
    get draining() {
      return draining;
    },
    begin: (res) => {
      if (draining) return;
      begun += 1;
      // Emitted once, however the response ends.
      res.on('close', ended);
    },
    start: (patienceMs) => {
      draining = true;
      if (begun === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        over = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
