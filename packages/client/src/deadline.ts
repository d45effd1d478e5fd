/** Returns the milliseconds left; below 0 after the deadline. */
export type TimeLeft = () => number;

/**
 * Starts a deadline on two clocks and uses the one further ahead: the monotonic clock may stop while the machine
 * sleeps, the wall clock can be set back.
 */
export function deadlineIn(ms: number): TimeLeft {
  const [uptime, wall] = [performance.now(), Date.now()];
  return () => ms - Math.max(performance.now() - uptime, Date.now() - wall);
}
