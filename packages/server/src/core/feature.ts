import type { Reason, ReasonDetails } from '@mechanic-shop/shared';
import type { Check } from '../platform/db/check.ts';
import type { DeletionRule, PlainReference } from '../platform/db/references.ts';
import type { CacheKind } from './caches.ts';
import type { Chores } from './chores.ts';
import type { SharedDocs } from './docs.ts';
import type { VersionedEntity } from './events/entity.ts';
import type { SearchSource } from './search-source.ts';
import type { StockDemand } from './stock-demand.ts';
import type { FollowsVehicle } from './vehicle-followers.ts';

/** So many rows go along with a deleted one, or lose their reference to it, in one transaction: it takes some 50 ms. */
export const MOST_AT_ONCE = 5_000;

/** A reason without details, as unique indexes use. */
export type TakenReason = { [R in Reason]: undefined extends ReasonDetails[R] ? R : never }[Reason];

/**
 * What a feature declares about itself. Error mapping, search, deletions, the doctor, export and import iterate over
 * the list in feature-list.ts.
 */
export interface Feature {
  /** The reason for violations of each unique index, by the name of the index. */
  readonly uniqueIndexes?: Readonly<Record<string, TakenReason>>;
  /** What happens to rows of the feature's tables when a referenced row is deleted, by `table.member`. */
  readonly deletionRules?: Readonly<Record<string, DeletionRule>>;
  /** Ids stored as plain numbers, because the row may outlive the one it names. */
  readonly plainReferences?: readonly PlainReference[];
  /** Searchable rows, by table name; further kinds reindex some of them. */
  readonly search?: Readonly<Record<string, SearchSource>>;
  /** What the documents say of the feature as a whole, by the name that its procedures begin with. */
  readonly docs?: Readonly<Record<string, SharedDocs>>;
  /** What each process remembers of its rows for a moment, with the topics that make it forget; by name. */
  readonly caches?: Readonly<Record<string, CacheKind<object>>>;
  /** Kinds of rows whose events carry their version. */
  readonly entities?: readonly VersionedEntity[];
  /** Work that calls leave to later transactions, by the kind of its jobs. */
  readonly chores?: Chores;
  /** The checks of `admin doctor`. */
  readonly checks?: readonly Check[];
  /** The feature's rows that wait for parts. */
  readonly stockDemand?: StockDemand;
  /** What happens to the feature's rows when a vehicle gets another owner. */
  readonly followsVehicle?: FollowsVehicle;
}
