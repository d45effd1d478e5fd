import type { RouterInputs } from '@mechanic-shop/shared';
import type { Route } from '../routes.ts';
import { auth } from './features/auth.ts';
import { commonMembers, commonModels } from './features/common.ts';
import { customers } from './features/customers.ts';
import type { Example, Feature, Members, Model, Procedure } from './features/feature.ts';
import { inventory } from './features/inventory.ts';
import { invites } from './features/invites.ts';
import { mechanics } from './features/mechanics.ts';
import { tickets } from './features/tickets.ts';
import { vehicles } from './features/vehicles.ts';

const features: { [F in keyof RouterInputs]: Feature<F> } = {
  auth,
  customers,
  inventory,
  invites,
  mechanics,
  tickets,
  vehicles,
};

interface AnyFeature {
  tag: string;
  procedures: Readonly<Record<string, Procedure>>;
  members: Members;
  models: Readonly<Record<string, Model>>;
}

const named: Readonly<Record<string, AnyFeature>> = features;

function found(procedurePath: string): [AnyFeature, Procedure] {
  const [name = '', own = ''] = procedurePath.split('.');
  const feature = named[name];
  const procedure = feature?.procedures[own];
  if (!feature || !procedure) throw new Error(`${procedurePath} is in no feature of the document.`);
  return [feature, procedure];
}

/** What the document says of a procedure. */
export const procedureOf = (procedurePath: string): Procedure => found(procedurePath)[1];

/** The input that a route is shown with, and what it answers to that. */
export function shownBy({ operationId, procedurePath }: Route): { example: Example; answer: unknown } {
  const { example, answer, aliases = {} } = procedureOf(procedurePath);
  return { example, answer, ...aliases[operationId.split('-')[1] ?? ''] };
}

/** What the members of a procedure's input and answer mean. */
export function membersOf(procedurePath: string): Members {
  const [feature, procedure] = found(procedurePath);
  return { ...commonMembers, ...feature.members, ...procedure.members };
}

/** Every type that the document names. */
export const models: Readonly<Record<string, Model>> = Object.assign(
  {},
  commonModels,
  ...Object.values(named).map((feature) => feature.models),
) as Record<string, Model>;

export const tags = Object.entries(named).map(([name, { tag }]) => ({ name, description: tag }));
