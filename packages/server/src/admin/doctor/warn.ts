import type { Io } from '../io.ts';

/**
 * Warns about problems in a complete copy. The copy is still made: a shop with inconsistent data needs its backups
 * most.
 */
export function warnAbout(io: Io, problem: string | undefined): void {
  if (problem === undefined) return;
  io.stderr.write(`warning: the copy is complete, but the doctor found a problem: ${problem}. See \`admin doctor\`.\n`);
}
