import type { Draws } from '../../demo/random.ts';
import { routes } from '../../http/rest/routes.ts';
import { procedures } from '../procedures.ts';

/** An endpoint to call. */
export interface Target {
  name: string;
  method: string;
  /** Its path, with random values for parameters. */
  path(draws: Draws): string;
  members: readonly string[];
}

const PARAMETERS = [
  '1',
  '2',
  '7',
  '0',
  '-1',
  '01',
  '1.5',
  '9007199254740993',
  '99999999999999999999',
  'x',
  '%00',
  '%',
  '',
];

// These end the caller's session, after which the fuzzer would stay signed out; values.slow.test.ts covers them.
const ending = new Set(['auth.logout', 'auth.logoutEverywhere', 'auth.endSession']);
const isKept = (path: string): boolean => !ending.has(path);

const trpc: readonly Target[] = procedures
  .filter(({ path }) => isKept(path))
  .map(({ path, type, members }) => ({
    name: path,
    method: type === 'query' ? 'GET' : 'POST',
    path: () => `/trpc/${path}`,
    members,
  }));

const membersOf = new Map(procedures.map(({ path, members }) => [path, members]));

const rest: readonly Target[] = routes
  .filter(({ procedurePath }) => isKept(procedurePath))
  .map(({ operationId, procedurePath, method, path }) => ({
    name: operationId,
    method,
    path: (draws) => `/api${path.replaceAll(/\{\w+\}/g, () => draws.oneOf(PARAMETERS))}`,
    members: membersOf.get(procedurePath) ?? [],
  }));

/** Every procedure, by tRPC and by REST. */
export const targets = { trpc, rest };
