import { sql } from 'drizzle-orm';
import { table, text } from '../columns.ts';
import type { Database } from '../database.ts';

// Where FTS5 keeps its segments: 37 bits of an id are the place within one.
const blocks = table('parts_search_data', { block: text() });

/** How many segments SQLite's index of the parts has. */
export async function segments(db: Database): Promise<number | undefined> {
  const [row] = await db.read
    .select({ count: sql<number>`count(distinct id >> 37)` })
    .from(blocks)
    .where(sql`id > 10`);
  return row?.count;
}
