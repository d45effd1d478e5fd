import type { ServerResponse } from 'node:http';

/** Knows which calls have begun, and when the last of them has its answer. */
export interface Drain {
  readonly draining: boolean;
  /** Counts a request until its answer is out. Those that come while draining are refused, and not waited for. */
  begin(res: ServerResponse): void;
  /** From now on nothing new is begun; resolves when all that had begun is over, or after so long. */
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
      // Said once, whatever becomes of the answer.
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
