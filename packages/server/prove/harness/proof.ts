/** What a proof came to. */
export interface Proof {
  /** What was counted and measured, by what it is. */
  figures: Record<string, number | string>;
  /** What does not hold; empty where the promise is kept. */
  broken: string[];
}

/** Notes what does not hold. */
export function createVerdict() {
  const broken: string[] = [];
  return {
    broken,
    demand: (holds: boolean, otherwise: string): void => {
      if (!holds) broken.push(otherwise);
    },
  };
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** The value that a share of all stays below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const randomBetween = (from: number, to: number): number => from + Math.random() * (to - from);

/** Waits until something holds, looking again and again; gives up after so long. */
export async function until(holds: () => boolean | Promise<boolean>, patienceMs = 20_000): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > patienceMs) throw new Error(`It did not come to be within ${patienceMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - from;
}
