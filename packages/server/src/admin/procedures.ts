import type { AnyTRPCProcedure } from '@trpc/server';
import type { Command } from 'commander';
import type { Access } from '../api/trpc.ts';
import { appRouter } from '../router.ts';
import { type Io, print } from './io.ts';

interface Procedure {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  access: Access;
}

/** Every procedure of the API with who may call it, in the order of their paths. */
export const listProcedures = (): Procedure[] =>
  // At run time tRPC keeps all procedures in one flat record, by path.
  Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>)
    .map(([path, { _def }]) => ({ path, type: _def.type, access: accessOf(path, _def.meta) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));

function accessOf(path: string, meta: unknown): Access {
  if (typeof meta === 'object' && meta !== null && 'access' in meta) return meta.access as Access;
  throw new Error(`${path} does not say who may call it.`);
}

function asTable(rows: readonly Procedure[]): string[] {
  const width = Math.max(...rows.map(({ path }) => path.length));
  return rows.map(({ path, type, access }) => `${path.padEnd(width)}  ${type.padEnd(8)}  ${access}`);
}

/** `procedures`: what the API offers, and to whom. */
export function addProcedures(program: Command, io: Io): void {
  program
    .command('procedures')
    .description('list every procedure with its rights')
    .option('--json', 'as one JSON array')
    .action((options: { json?: boolean }) => {
      const procedures = listProcedures();
      print(io, ...(options.json === true ? [JSON.stringify(procedures)] : asTable(procedures)));
    });
}
