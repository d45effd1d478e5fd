import { proceduresOf } from '../../api/procedures.ts';
import { appRouter } from '../../router.ts';
import { type Runner, runnerOf } from './runner.ts';

export interface Served {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly run: Runner;
}

/** Every procedure by its path. A map: names such as "constructor" are nobody's. */
export const served: ReadonlyMap<string, Served> = new Map(
  proceduresOf(appRouter).map((procedure) => {
    const { path, type } = procedure;
    if (type === 'subscription') throw new Error(`A request cannot be answered by a subscription, and ${path} is one.`);
    return [path, { path, type, run: runnerOf(procedure) }];
  }),
);
