/** The result of a proof. */
export interface Proof {
  /** Counts and measurements by label. */
  figures: Record<string, number | string>;
  /** Violations; empty when the promise holds. */
  broken: string[];
}

/** Collects violations. */
export function createVerdict() {
  const broken: string[] = [];
  return {
    broken,
    check: (holds: boolean, otherwise: string): void => {
      if (!holds) broken.push(otherwise);
    },
  };
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const randomBetween = (from: number, to: number): number => from + Math.random() * (to - from);

/** Polls until the condition holds; throws after this time. */
export async function until(holds: () => boolean | Promise<boolean>, patienceMs = 20_000): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > patienceMs) throw new Error(`The condition did not hold within ${patienceMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - from;
}
