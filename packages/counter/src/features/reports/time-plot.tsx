import { scaleOf } from './scale.ts';

/** Values over time. */
export interface Series {
  name: string;
  /** Bars, or a line over them. */
  shape: 'bars' | 'line';
  values: readonly number[];
}

interface Props {
  /** What the plot says, in words: it stands for the plot where that is not seen. */
  summary: string;
  /** The name of each point in time. */
  points: readonly string[];
  series: readonly Series[];
  show(value: number): string;
}

const looks = { bars: 'bg-accent', line: 'bg-warn' };
/** Of the width that belongs to a point. */
const BAR_WIDTH = 0.7;

/** Values over time as bars and lines. The figures stand in the table next to it. */
export function TimePlot({ summary, points, series, show }: Props) {
  const scale = scaleOf(series.flatMap(({ values }) => values));
  const [low = 0, high = 0] = [scale[0], scale.at(-1)];
  if (low === high) return null;
  /** Of the height, in percent from the top. */
  const topOf = (value: number): number => ((high - value) / (high - low)) * 100;
  return (
    <figure className="card space-y-2 p-3">
      <figcaption className="flex flex-wrap gap-x-4 text-sm">
        {series.map(({ name, shape }) => (
          <span key={name} className="flex items-center gap-2">
            <span aria-hidden className={`plotted w-4 ${shape === 'bars' ? 'h-3' : 'h-0.5'} ${looks[shape]}`} />
            {name}
          </span>
        ))}
      </figcaption>
      <div role="img" aria-label={summary} className="grid grid-cols-[auto_1fr] gap-x-2">
        <div className="relative h-56 text-right text-xs tabular-nums">
          {/* Takes the width of the longest. */}
          {scale.map((value) => (
            <p key={value} className="h-0 overflow-hidden">
              {show(value)}
            </p>
          ))}
          {scale.map((value) => (
            <p key={value} className="absolute right-0 -translate-y-1/2" style={{ top: `${topOf(value)}%` }}>
              {show(value)}
            </p>
          ))}
        </div>
        <svg viewBox={`0 0 ${points.length} 100`} preserveAspectRatio="none" className="h-56 w-full overflow-visible">
          {scale.map((value) => (
            <line
              key={value}
              x2={points.length}
              y1={topOf(value)}
              y2={topOf(value)}
              vectorEffect="non-scaling-stroke"
              className={value === 0 ? 'stroke-muted' : 'stroke-line'}
            />
          ))}
          {series.map(({ name, shape, values }) =>
            shape === 'bars' ? (
              <Bars key={name} name={name} points={points} values={values} topOf={topOf} show={show} />
            ) : (
              <Line key={name} values={values} topOf={topOf} />
            ),
          )}
        </svg>
        <div className="text-muted col-start-2 mt-2 flex justify-between text-xs">
          <span>{points[0]}</span>
          {points.length > 1 && <span>{points.at(-1)}</span>}
        </div>
      </div>
    </figure>
  );
}

/** A line with an edge, which sets it off from the bars behind it. */
function Line({ values, topOf }: { values: readonly number[]; topOf(value: number): number }) {
  return (
    [
      ['stroke-surface', 5],
      ['stroke-warn', 2],
    ] as const
  ).map(([color, width]) => (
    <polyline
      key={color}
      points={values.map((value, at) => `${at + 0.5},${topOf(value)}`).join(' ')}
      vectorEffect="non-scaling-stroke"
      strokeWidth={width}
      className={`${color} fill-none`}
    />
  ));
}

interface BarsProps extends Pick<Props, 'points' | 'show'> {
  name: string;
  values: readonly number[];
  topOf(value: number): number;
}

function Bars({ name, points, values, topOf, show }: BarsProps) {
  return values.map((value, at) => (
    <rect
      key={points[at]}
      x={at + (1 - BAR_WIDTH) / 2}
      width={BAR_WIDTH}
      y={Math.min(topOf(value), topOf(0))}
      height={Math.abs(topOf(value) - topOf(0))}
      className="fill-accent"
    >
      {/* Shown under the mouse. */}
      <title>{`${points[at] ?? ''}: ${name} ${show(value)}`}</title>
    </rect>
  ));
}
