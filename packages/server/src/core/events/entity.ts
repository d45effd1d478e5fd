import type { Role } from '@mechanic-shop/shared';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Topic } from '../../platform/bus/bus.ts';

/** The members of two rows that differ, as the API shows them. */
export type Changes = Record<string, { before: unknown; after: unknown }>;

/** What the API shows as one kind of row, and what its events say. */
export interface Entity<Row extends { id: number }> {
  /** The first word of its kinds of events. */
  readonly name: string;
  /** The least role that sees its events; customers see those of what belongs to them. */
  readonly audience: Role;
  /** Members that customers never see: an event about nothing else is for staff. */
  readonly staffMembers?: ReadonlySet<string>;
  /** Whether customers see none of the changes to what the row is now, where members do not tell. */
  isInternal?(changes: Changes, row: Row): boolean;
  /** The second word of the kind of an update. Default `updated`. */
  updatedAs?(changes: Changes): string;
  ticketIdOf?(row: Row): number | null;
  customerIdOf?(row: Row): number | null;
  /** Announced to all processes when a row has changed, for their caches. */
  readonly topic?: Topic;
}

/** Types what is said about the events of a row. */
export const entityOf = <Row extends { id: number }>(entity: Entity<Row>): Entity<Row> => entity;

/** Rows with the version that their events carry. */
export interface VersionedEntity {
  readonly entity: { readonly name: string };
  /** Holds the version under the id of the row. */
  readonly table: PgTable & { readonly id: PgColumn; readonly version: PgColumn };
}
