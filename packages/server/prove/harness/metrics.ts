import type { Running } from './server.ts';

/** What a server needs to report its metrics to a proof. */
export const METRICS_SETTINGS = { METRICS: 'on', METRICS_PORT: '0', LOG_LEVEL: 'info' };

/** The sum of each metric by name, of a server that was started with `METRICS_SETTINGS`. */
export async function metricsOf(server: Running): Promise<ReadonlyMap<string, number>> {
  const url = server.lines().flatMap((line) => /"url":"([^"]+)","msg":"metrics"/.exec(line)?.[1] ?? [])[0] ?? '';
  const text = await (await fetch(url)).text();
  const sums = new Map<string, number>();
  for (const [, name = '', value] of text.matchAll(/^(\w+)(?:\{.*\})? (\S+)$/gm)) {
    sums.set(name, (sums.get(name) ?? 0) + Number(value));
  }
  return sums;
}
