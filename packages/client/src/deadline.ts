/** How many milliseconds are left; below 0 when the time is over. */
export type TimeLeft = () => number;

/**
 * A span of time that begins now, by two clocks of which the faster counts: one stands still while the machine sleeps,
 * the other can be set back.
 */
export function deadlineIn(ms: number): TimeLeft {
  const [uptime, wall] = [performance.now(), Date.now()];
  return () => ms - Math.max(performance.now() - uptime, Date.now() - wall);
}
