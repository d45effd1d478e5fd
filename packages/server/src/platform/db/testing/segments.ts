import { sql } from 'drizzle-orm';
import { table, text } from '../columns.ts';
import type { Database } from '../database.ts';

// The table where FTS5 stores its segments: the low 37 bits of an id are the position within one.
const blocks = table('parts_search_data', { block: text() });

/** The number of segments of SQLite's parts index. */
export async function segments(db: Database): Promise<number | undefined> {
  const [row] = await db.read
    .select({ count: sql<number>`count(distinct id >> 37)` })
    .from(blocks)
    .where(sql`id > 10`);
  return row?.count;
}
