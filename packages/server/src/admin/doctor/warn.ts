import type { Io } from '../io.ts';

/**
 * Tells what is wrong in a copy that is complete. That is no reason to be without one: a shop whose counts are off
 * needs its backups more than others.
 */
export function warnOf(io: Io, problem: string | undefined): void {
  if (problem === undefined) return;
  io.stderr.write(
    `warning: the copy is complete, but the doctor finds something wrong: ${problem}. See \`admin doctor\`.\n`,
  );
}
