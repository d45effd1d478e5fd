import type { Command } from 'commander';
import { type Procedure, proceduresOf } from '../api/procedures.ts';
import { appRouter } from '../router.ts';
import { type Io, print } from './io.ts';

type Listed = Pick<Procedure, 'path' | 'type' | 'access'>;

/** Every procedure of the API with its access, sorted by path. */
export function listProcedures(): Listed[] {
  return proceduresOf(appRouter)
    .map(({ path, type, access }) => ({ path, type, access }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function asTable(rows: readonly Listed[]): string[] {
  const width = Math.max(...rows.map(({ path }) => path.length));
  return rows.map(({ path, type, access }) => `${path.padEnd(width)}  ${type.padEnd(8)}  ${access}`);
}

/** `procedures`: lists what the API offers, and to whom. */
export function addProcedures(program: Command, io: Io): void {
  program
    .command('procedures')
    .description('list every procedure with its access')
    .option('--json', 'as one JSON array')
    .action((options: { json?: boolean }) => {
      const procedures = listProcedures();
      print(io, ...(options.json === true ? [JSON.stringify(procedures)] : asTable(procedures)));
    });
}
