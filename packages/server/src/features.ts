// What all features declare, collected; error mapping, search, deletions, the doctor, export, import and the OpenAPI document iterate over it.
import type { Feature, TakenReason } from './core/feature.ts';
import { type SearchSources, indexesOf } from './core/search-source.ts';
import { joinedDemand } from './core/stock-demand.ts';
import { joinedFollowers } from './core/vehicle-followers.ts';
import * as featureList from './feature-list.ts';
import { type DeletionRules, createReferences } from './platform/db/references.ts';
import { tablesOf } from './platform/db/tables.ts';
import { uniqueNamesOf } from './platform/db/unique.ts';
import * as schema from './schema.ts';

export const features: readonly Feature[] = Object.values(featureList);

/** Every table of the schema, referenced ones first. Search tables are derived from their rows. */
export const tables = tablesOf(schema);

/** The tables whose ids the database assigns. */
export const numberedTables: readonly string[] = tables.filter(({ numbered }) => numbered).map(({ name }) => name);

function joined<T>(members: readonly (Readonly<Record<string, T>> | undefined)[]): Readonly<Record<string, T>> {
  const entries = members.flatMap((record) => Object.entries(record ?? {}));
  const twice = entries.find(([name], at) => entries.findIndex(([other]) => other === name) !== at);
  if (twice) throw new Error(`Two features declare "${twice[0]}".`);
  return Object.fromEntries(entries);
}

/** What the documents say of each feature as a whole. */
export const featureDocs = joined(features.map(({ docs }) => docs));

export const searchSources: SearchSources = joined(features.map(({ search }) => search));

/** The search indexes without duplicates. */
export const searchIndexes = indexesOf(searchSources);

export const chores = joined(features.map((feature) => feature.chores));

export const cacheKinds = joined(features.map(({ caches }) => caches));

export const deletionRules: DeletionRules = joined(features.map((feature) => feature.deletionRules));
export const plainReferences = features.flatMap((feature) => feature.plainReferences ?? []);
export const references = createReferences(tables, deletionRules, plainReferences);

export const stockDemand = joinedDemand(features.flatMap((feature) => feature.stockDemand ?? []));

export const followVehicle = joinedFollowers(features.flatMap((feature) => feature.followsVehicle ?? []));

const uniqueIndexes = joined(features.map((feature) => feature.uniqueIndexes));
const uniqueNameOf = uniqueNamesOf(tables);

/** The reason of the violated unique index; undefined for any other error. */
export function takenReasonOf(error: unknown): TakenReason | undefined {
  const name = uniqueNameOf(error);
  return name === null ? undefined : uniqueIndexes[name];
}
