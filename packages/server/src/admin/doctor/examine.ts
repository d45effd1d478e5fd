import { features } from '../../features.ts';
import { eventCheck } from '../../features/events/checks.ts';
import type { Check } from '../../platform/db/check.ts';
import type { Queries } from '../../platform/db/database.ts';
import { structureChecks } from './structure.ts';
import { wordChecks } from './words.ts';

/** All checks, prerequisites first. */
export const checks: readonly Check[] = [
  ...structureChecks,
  ...features.flatMap((feature) => feature.checks ?? []),
  eventCheck(features.flatMap((feature) => feature.entities ?? [])),
  ...wordChecks,
];

/** The result of a check. */
export interface Finding {
  title: string;
  /** The first broken row; undefined when the check holds. */
  broken: string | undefined;
}

/** Runs all checks in order. */
export async function* examine(db: Queries): AsyncGenerator<Finding> {
  for (const { title, find } of checks) yield { title, broken: await find(db) };
}

/** The first problem, if any. */
export async function firstProblem(db: Queries): Promise<string | undefined> {
  for await (const { broken } of examine(db)) if (broken !== undefined) return broken;
  return undefined;
}
