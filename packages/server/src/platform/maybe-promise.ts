/**
 * A value that is available now or later. Synchronous values are not awaited, because promises cost more than reads.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Continues with a value, synchronously if it is available. */
export function chain<T, R>(value: MaybePromise<T>, goOn: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
