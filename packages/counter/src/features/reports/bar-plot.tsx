/** One bar, of one of the plot's colours. */
export interface Bar {
  name: string;
  value: number;
  /** As it is written at the end of the bar. */
  shown: string;
  look?: 'accent' | 'warn';
}

interface Props {
  /** What the plot says, in words. */
  summary: string;
  bars: readonly Bar[];
}

/** Amounts next to each other. The figures stand in the table next to it. */
export function BarPlot({ summary, bars }: Props) {
  const most = Math.max(...bars.map(({ value }) => value));
  if (most <= 0) return null;
  return (
    <div role="img" aria-label={summary} className="card grid gap-y-1.5 p-3 sm:grid-cols-[auto_1fr] sm:gap-x-3">
      {bars.map(({ name, value, shown, look = 'accent' }, at) => (
        // Names repeat.
        <div key={at} className="contents text-sm">
          <span className="max-w-72 truncate">{name}</span>
          <span className="flex min-w-0 items-center gap-2">
            <span
              className={`plotted h-4 ${look === 'accent' ? 'bg-accent' : 'bg-warn'}`}
              style={{ width: `${(Math.max(value, 0) / most) * 75}%` }}
            />
            <span className="whitespace-nowrap tabular-nums">{shown}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
