import type { PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from '../platform/db/database.ts';
import type { BatchTarget, Found } from '../platform/db/index-batch.ts';
import type { SearchTable } from '../platform/db/search.ts';

/** Rows after an id, ordered by id. */
export interface SourceRange {
  after: number;
  /** The row of the table that `SearchSource.of` names; 0 for a source of all rows. */
  subject: number;
  limit: number;
}

/** Where the words of a search index come from. */
export interface SearchSource extends BatchTarget {
  rows(db: Queries, range: SourceRange): Promise<Found[]>;
  /** For a source whose words include the name or code of another row. */
  of?: {
    table: PgTable;
    /** The newest rows that belong to one row of that table, newest first. */
    newest(db: Queries, subject: number, limit: number): Promise<Found[]>;
  };
}

/** Sources by the kind in search jobs; a source of all rows has the name of its table. */
export type SearchSources = Readonly<Record<string, SearchSource>>;

/** The sources that together cover every row once, with their kinds. */
export function completeSources(sources: SearchSources): [kind: string, source: SearchSource][] {
  return Object.entries(sources).filter(([, source]) => source.of === undefined);
}

/** The search indexes without duplicates. */
export function indexesOf(sources: SearchSources): SearchTable[] {
  return [...new Set(Object.values(sources).map(({ index }) => index))];
}
