import type { Reason, ReasonDetails } from '@mechanic-shop/shared';
import type { Check } from '../platform/db/check.ts';
import type { DeletionRule, PlainReference } from '../platform/db/references.ts';
import type { CacheKind } from './caches.ts';
import type { SharedDocs } from './docs.ts';
import type { SearchSource } from './search-source.ts';

/** So many rows go along with a deleted one, or lose their reference to it, in one transaction: it takes some 50 ms. */
export const MOST_AT_ONCE = 5_000;

/** A reason without details, as unique indexes have it. */
export type TakenReason = { [R in Reason]: undefined extends ReasonDetails[R] ? R : never }[Reason];

/**
 * What a feature tells the rest of the server about itself. Error mapping, search, deletions, the doctor, export and
 * import iterate over the list of features in features.ts.
 */
export interface Feature {
  /** The reason for which each unique index of the feature's tables rejects a row, by the index's name. */
  readonly uniqueIndexes?: Readonly<Record<string, TakenReason>>;
  /** What becomes of rows of the feature's tables when a row that they refer to is deleted, by `table.member`. */
  readonly deletionRules?: Readonly<Record<string, DeletionRule>>;
  /** Ids that the feature keeps as plain numbers, because its row may outlive the one that it names. */
  readonly plainReferences?: readonly PlainReference[];
  /** Rows that a search can find, by the name of their table; further kinds index some of them again. */
  readonly search?: Readonly<Record<string, SearchSource>>;
  /** What the documents say of the feature as a whole, by the name that its procedures begin with. */
  readonly docs?: Readonly<Record<string, SharedDocs>>;
  /** What each process remembers of its rows for a moment, with the topics that make it forget; by name. */
  readonly caches?: Readonly<Record<string, CacheKind<object>>>;
  /** What `admin doctor` checks. */
  readonly checks?: readonly Check[];
}
