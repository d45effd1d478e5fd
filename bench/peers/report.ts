import type { Work } from './works.ts';
import type { Load } from './wrk.ts';

/** What one way took in one round. */
export type Measured = Load & { cpuUs: number };

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

const titles = ['requests/s', 'p50 ms', 'p99 ms', 'CPU µs', 'faster by', 'at least', 'p99 by', 'at most'];

const cell = (value: number | undefined, digits: number): string =>
  (value === undefined ? '' : value.toFixed(digits)).padStart(11);

interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuUs: number;
}

function figuresOf(runs: readonly Measured[]): Figures {
  const of = (pick: (run: Measured) => number): number => median(runs.map(pick));
  return {
    perSecond: of((run) => run.perSecond),
    p50Ms: of((run) => run.p50Ms),
    p99Ms: of((run) => run.p99Ms),
    cpuUs: of((run) => run.cpuUs),
  };
}

/** Prints the medians of a work, and returns whether all its bounds are held. */
export function report({ name, ways }: Work, results: readonly Measured[][]): boolean {
  console.log(`\n${name.padEnd(34)}${titles.map((title) => title.padStart(11)).join('')}`);
  const all = results.map(figuresOf);
  const [ours] = all;
  if (!ours) return true;
  const calls = ways[0]?.calls ?? 1;
  let held = true;
  for (const [at, way] of ways.entries()) {
    const figures = all[at] ?? ours;
    const ratio = (ours.perSecond * calls) / (figures.perSecond * (way.calls ?? 1));
    const p99 = ours.p99Ms / figures.p99Ms;
    const isSlow = way.least !== undefined && !(ratio >= way.least);
    const isLate = way.mostP99 !== undefined && !(p99 <= way.mostP99);
    held &&= !isSlow && !isLate;
    const own = cell(figures.perSecond, 0) + cell(figures.p50Ms, 2) + cell(figures.p99Ms, 2) + cell(figures.cpuUs, 1);
    const compared = at === 0 ? '' : cell(ratio, 2) + cell(way.least, 2) + cell(p99, 2) + cell(way.mostP99, 2);
    const marks = `${isSlow ? '  <- too slow' : ''}${isLate ? '  <- too late' : ''}`;
    console.log(`  ${way.name.padEnd(32)}${own}${compared}${marks}`);
  }
  return held;
}
