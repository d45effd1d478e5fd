import type { Desk } from './desk.ts';

/** One event at its time, independent of other visits. */
export interface Step {
  at: Date;
  run(desk: Desk): Promise<unknown>;
}
