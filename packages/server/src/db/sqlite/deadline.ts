/** Ends a wait for work that takes too long; one timer serves them all, one after another. */
export interface Deadline {
  limit<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

export const startDeadline = (ms: number): Deadline => {
  let expire: ((error: Error) => void) | undefined;
  const timer = setTimeout(
    () => expire?.(new Error(`A transaction took longer than ${ms} ms and was rolled back.`)),
    ms,
  );
  return {
    limit: (work) =>
      new Promise((resolve, reject) => {
        expire = reject;
        timer.refresh();
        work.then(resolve, reject);
      }),
    stop: () => clearTimeout(timer),
  };
};
