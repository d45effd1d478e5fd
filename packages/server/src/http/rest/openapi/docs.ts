import type { Example, Members, Model } from '../../../core/docs.ts';
import { featureDocs } from '../../../features.ts';
import { type Route, routes } from '../routes.ts';
import { commonMembers, commonModels } from './common.ts';

/** The features in router order, each with the documentation of its procedures. */
const names = new Set(routes.map(({ procedurePath }) => procedurePath.split('.', 1)[0] ?? ''));
const features = [...names].map((name) => {
  const docs = featureDocs[name];
  if (!docs) throw new Error(`${name} has no docs: add them to its feature.ts.`);
  return { name, ...docs };
});

/** The example input of a route, and its response. */
export function shownBy({ operationId, docs }: Route): { example: Example; answer: unknown } {
  const { example, answer, underAlias = {} } = docs;
  return { example, answer, ...underAlias[operationId.split('-')[1] ?? ''] };
}

/** The descriptions of a route's input and output fields. */
export function membersOf({ procedurePath, docs }: Route): Members {
  const [feature = ''] = procedurePath.split('.', 1);
  return { ...commonMembers, ...featureDocs[feature]?.members, ...docs.members };
}

/** Every named type of the document. */
export const models: Readonly<Record<string, Model>> = Object.assign(
  {},
  commonModels,
  ...features.map((feature) => feature.models),
) as Record<string, Model>;

export const tags = features.map(({ name, tag }) => ({ name, description: tag }));
