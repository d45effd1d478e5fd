import { StorageUnavailable } from './failure.ts';

/** Stops waiting for work that takes too long. One timer serves several deadlines in sequence. */
export interface Deadline {
  /** True once the deadline has passed. */
  readonly passed: boolean;
  limit<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

export function startDeadline(ms: number): Deadline {
  let expire: ((error: Error) => void) | undefined;
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    // The storage almost always hangs in this case, so the client should retry.
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
