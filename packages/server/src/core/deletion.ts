import { eq, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from '../platform/db/database.ts';
import { deleteSome } from '../platform/db/delete-some.ts';
import { unindex } from '../platform/db/search.ts';
import type { Call } from './call.ts';
import { AppError } from './errors.ts';

/**
 * Deletes a row with its words in the search indexes and everything that goes along with it; `IN_USE` while a deletion
 * rule of a feature prevents it. Rows that name it by a plain number, and that only it could lead to, may go later.
 */
export async function deleteRow({ shop }: Pick<Call, 'shop'>, tx: Queries, table: PgTable, id: number): Promise<void> {
  const { references, searchSources } = shop;
  const by = await references.first(tx, table, id);
  if (by !== undefined) throw new AppError('IN_USE', { by });
  for (const { from, ids } of references.goingAlong(table, id)) {
    const index = searchSources[from.name]?.index;
    if (index) await tx.delete(index).where(sql`${index.rowid} in ${ids}`);
  }
  for (const referrer of references.plainGoingAlong(table)) {
    if (await deleteSome(tx, referrer, id)) await shop.reindexing.deleteLater(tx, referrer.name, id);
  }
  const own = searchSources[getTableName(table)]?.index;
  if (own) await unindex(tx, own, [id]);
  await tx.delete(table).where(eq(references.keyOf(table), id));
}
