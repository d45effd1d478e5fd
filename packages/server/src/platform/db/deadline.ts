import { StorageUnavailable } from './failure.ts';

/** Ends a wait for work that takes too long; one timer serves several, one after another. */
export interface Deadline {
  /** True once work has been given up. */
  readonly passed: boolean;
  limit<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

export function startDeadline(ms: number): Deadline {
  let expire: ((error: Error) => void) | undefined;
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    // Nearly always the storage hangs: the caller is to come again.
    expire?.(new StorageUnavailable(`A transaction took longer than ${ms} ms and was rolled back.`));
  }, ms);
  return {
    get passed() {
      return passed;
    },
    limit: (work) =>
      new Promise((resolve, reject) => {
        expire = reject;
        timer.refresh();
        work.then(resolve, reject);
      }),
    stop: () => clearTimeout(timer),
  };
}
