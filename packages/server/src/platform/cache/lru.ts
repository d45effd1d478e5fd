import { LRUCache } from 'lru-cache';

const one = (): number => 1;

interface LruOptions<K, V> {
  dispose?: LRUCache.Disposer<K, V> | undefined;
  /** What a value counts, at least 1; default 1. */
  sizeOf?: ((value: V) => number) | undefined;
}

/**
 * Keeps values that count at most `max` together and forgets the least recently used. It takes memory as it fills: with
 * `max` alone the library allocates all of it at once, which for all of a server's took 11 MiB and 30 ms of its start.
 */
export function lru<K extends string | number, V extends object | string>(
  max: number,
  { dispose, sizeOf = one }: LruOptions<K, V> = {},
): LRUCache<K, V> {
  return new LRUCache<K, V>({ maxSize: max, sizeCalculation: sizeOf, ...(dispose ? { dispose } : {}) });
}
