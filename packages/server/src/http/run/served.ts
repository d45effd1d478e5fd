import { proceduresOf } from '../../api/procedures.ts';
import { appRouter } from '../../router.ts';
import { type Runner, runnerOf } from './runner.ts';

export interface Served {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly run: Runner;
  /** Whether its input holds a code, which must not be kept. */
  readonly hasSecretInput: boolean;
}

/** Every procedure by path. A map, so that names such as "constructor" are not found. */
export const served: ReadonlyMap<string, Served> = new Map(
  proceduresOf(appRouter).map((procedure) => {
    const { path, type } = procedure;
    return [path, { path, type, run: runnerOf(procedure), hasSecretInput: procedure.meta?.limit === 'codes' }];
  }),
);
