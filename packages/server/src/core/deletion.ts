import { eq } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from '../platform/db/database.ts';
import { firstReference, plainGoingAlong } from '../platform/db/references.ts';
import { tables } from '../platform/db/tables.ts';
import { AppError } from './errors.ts';

/** Deletes a row with all that goes along, or is refused while other rows need it; db/deletion-rules.ts says which. */
export async function deleteRow(tx: Queries, table: PgTable, id: number): Promise<void> {
  const by = await firstReference(tx, table, id);
  if (by !== undefined) throw new AppError('IN_USE', { by });
  for (const { from, column } of plainGoingAlong(table)) await tx.delete(from.table).where(eq(column, id));
  const key = tables.find((facts) => facts.table === table)?.key[0];
  if (key === undefined) throw new Error('Rows of this table have no id.');
  await tx.delete(table).where(eq(key, id));
}
