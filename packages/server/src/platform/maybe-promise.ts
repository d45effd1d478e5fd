/** A value that is here already, or will be. What needs no waiting is not made to wait: promises cost more than reads. */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value: at once where it is here. */
export const andThen = <T, R>(value: Soon<T>, goOn: (value: T) => Soon<R>): Soon<R> =>
  value instanceof Promise ? value.then(goOn) : goOn(value);
