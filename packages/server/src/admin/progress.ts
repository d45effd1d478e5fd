import type { Io } from './io.ts';

/** A progress bar on standard error when that is a terminal. */
export interface Progress {
  /** Sets the amount of finished work. */
  at(done: number): void;
  /** Removes the bar. */
  end(): void;
}

const WIDTH = 30;
const EVERY_MS = 100;
const START = '\r\u001B[K';

const number = new Intl.NumberFormat('en');

/** Shows the progress of work out of `total`. */
export function showProgress(io: Io, label: string, total: number): Progress {
  const shown = 'isTTY' in io.stderr && io.stderr.isTTY === true;
  let last = -Infinity;
  return {
    at: (done) => {
      const now = performance.now();
      if (!shown || now - last < EVERY_MS) return;
      last = now;
      const share = total === 0 ? 1 : Math.min(done / total, 1);
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
      io.stderr.write(`${START}${label} ${bar} ${Math.floor(share * 100)} % of ${number.format(total)}`);
    },
    end: () => {
      if (shown && last > 0) io.stderr.write(START);
    },
  };
}
