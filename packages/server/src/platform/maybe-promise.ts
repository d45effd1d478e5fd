/** A value that is here already, or will be. What needs no waiting is not made to wait: promises cost more than reads. */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value: at once where it is here. */
export function chain<T, R>(value: MaybePromise<T>, goOn: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
