import type { Running } from './server.ts';

/** What a server needs to report its event loop stalls. */
export const STALL_SETTINGS = { METRICS: 'on', METRICS_PORT: '0', LOG_LEVEL: 'info' };

/** Measures work by its time and by the longest event loop stall of the server meanwhile, in milliseconds. */
export type Measure = (work: () => Promise<unknown>) => Promise<{ ms: number; stallMs: number }>;

/** A server that was started with `STALL_SETTINGS`. */
export function measureStalls(server: Running): Measure {
  const url = server.lines().flatMap((line) => /"url":"([^"]+)","msg":"metrics"/.exec(line)?.[1] ?? [])[0] ?? '';
  /** The longest stall since the last call. */
  const stall = async (): Promise<number> => {
    const text = await (await fetch(url)).text();
    return 1000 * Number(/^nodejs_eventloop_lag_max_seconds(?:\{.*\})? (.+)$/m.exec(text)?.[1]);
  };
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
