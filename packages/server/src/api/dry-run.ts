import { invalidInput } from '../core/errors.ts';
import { type Database, type Queries, endStep } from '../platform/db/database.ts';
import type { Context, KeyFault } from './context.ts';

/** Carries an answer out of a transaction that is rolled back. */
class Rehearsed extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('This transaction was a dry run.');
    this.answer = answer;
  }
}

/**
 * A transaction that does everything, its last steps included, returns the answer and is rolled back. What was to
 * happen after the commit does not happen.
 */
export function rehearsing(write: Database['write']): Database['write'] {
  return async <T>(work: (tx: Queries) => PromiseLike<T>): Promise<T> => {
    try {
      return await write<T>(async (tx) => {
        const answer = await work(tx);
        await endStep(tx);
        throw new Rehearsed(answer);
      });
    } catch (error) {
      // It is the answer of this very work.
      if (error instanceof Rehearsed) return error.answer as T;
      throw error;
    }
  };
}

/** Whether a call is a dry run; throws for a header that says neither. */
export function isDryRun({ dryRun }: Pick<Context, 'dryRun'>): boolean {
  if (typeof dryRun === 'object') throw invalidInput([], dryRun.fault);
  return dryRun;
}

/** Rejects a dry run of a call that has none. */
export function refuseDryRun(ctx: Pick<Context, 'dryRun'>, path: string): void {
  if (isDryRun(ctx)) throw invalidInput([], `${path} has no dry run. Leave out the header dry-run.`);
}

/** What the header `dry-run` says, or what is wrong with it; queries never read it. */
export function dryRunOf(header: string | undefined): boolean | KeyFault {
  if (header === undefined) return false;
  return header === 'true' || { fault: 'Set the header dry-run to true, or leave it out.' };
}
