import { features } from '../../features.ts';
import type { Check } from '../../platform/db/check.ts';
import type { Queries } from '../../platform/db/database.ts';
import { structureChecks } from './structure.ts';
import { wordChecks } from './words.ts';

/** Everything that must hold, the ground before what stands on it. */
export const checks: readonly Check[] = [
  ...structureChecks,
  ...features.flatMap((feature) => feature.checks ?? []),
  ...wordChecks,
];

/** What a check found. */
export interface Finding {
  title: string;
  /** The first broken row; none where all is well. */
  broken: string | undefined;
}

/** Looks at everything, one check after another. */
export async function* examine(db: Queries): AsyncGenerator<Finding> {
  for (const { title, find } of checks) yield { title, broken: await find(db) };
}

/** The first thing that is wrong, if anything. */
export async function firstProblem(db: Queries): Promise<string | undefined> {
  for await (const { broken } of examine(db)) if (broken !== undefined) return broken;
  return undefined;
}
