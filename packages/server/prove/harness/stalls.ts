import { metricsOf } from './metrics.ts';
import type { Running } from './server.ts';

/** Measures work by its time and by the longest event loop stall of the server meanwhile, in milliseconds. */
export type Measure = (work: () => Promise<unknown>) => Promise<{ ms: number; stallMs: number }>;

/** A server that was started with `METRICS_SETTINGS`. */
export function measureStalls(server: Running): Measure {
  /** The longest stall since the last call. */
  const stall = async (): Promise<number> =>
    1000 * ((await metricsOf(server)).get('nodejs_eventloop_lag_max_seconds') ?? 0);
  return async (work) => {
    await stall();
    const start = performance.now();
    await work();
    const ms = performance.now() - start;
    return { ms, stallMs: await stall() };
  };
}

/** Calls `work` for 0 to `count` - 1, several in parallel. */
export async function forEach(count: number, work: (n: number) => Promise<unknown>, callers = 16): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: callers }, run));
}
