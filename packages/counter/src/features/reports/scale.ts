/** The most lines of a scale besides zero. */
const MOST_STEPS = 4;

/** The values of a scale in round steps, from the lowest to the highest; they enclose all values, and zero. */
export function scaleOf(values: readonly number[]): number[] {
  const [low, high] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [0, 0]);
  const rough = (high - low) / MOST_STEPS;
  if (rough === 0) return [0];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const count = Math.ceil(high / step) - first;
  return Array.from({ length: count + 1 }, (_, at) => (first + at) * step);
}
