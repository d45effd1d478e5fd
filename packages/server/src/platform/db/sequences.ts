import { and, eq, sql } from 'drizzle-orm';
import { count, dialect, table, text } from './columns.ts';
import type { Queries } from './database.ts';

// SQLite stores the highest ids in this table; Postgres has a sequence per table.
const counters = table('sqlite_sequence', { name: text(), seq: count() });
const sqliteSchema = table('sqlite_schema', { name: text(), sql: text() });

/** The highest ids by table name. */
export type Counters = Readonly<Record<string, number>>;

async function lastOf(db: Queries, name: string): Promise<number> {
  if (dialect === 'sqlite') {
    const [row] = await db.select({ last: counters.seq }).from(counters).where(eq(counters.name, name));
    return row?.last ?? 0;
  }
  const [row] = await db
    .select({ last: sql<string>`case when is_called then last_value else 0 end` })
    .from(sql`${sql.identifier(`${name}_id_seq`)}`);
  return Number(row?.last ?? 0);
}

/** Reads the highest id that each table ever assigned, also of deleted rows: ids are never reused. */
export async function readSequences(db: Queries, numberedTables: readonly string[]): Promise<Record<string, number>> {
  const last: Record<string, number> = {};
  for (const name of numberedTables) last[name] = await lastOf(db, name);
  return last;
}

/** Whether the table assigns ids in this database, which may be of an earlier version. */
async function isNumberedIn(tx: Queries, name: string): Promise<boolean> {
  const [row] = await tx
    .select({ name: sqliteSchema.name })
    .from(sqliteSchema)
    .where(and(eq(sqliteSchema.name, name), sql`${sqliteSchema.sql} like '%autoincrement%'`));
  return row !== undefined;
}

/** Makes each table continue after the highest id that it ever assigned. */
export async function setSequences(tx: Queries, numberedTables: readonly string[], last: Counters): Promise<void> {
  for (const name of numberedTables) {
    const highest = last[name] ?? 0;
    if (dialect === 'sqlite') {
      if (!(await isNumberedIn(tx, name))) continue;
      await tx.delete(counters).where(eq(counters.name, name));
      if (highest > 0) await tx.insert(counters).values({ name, seq: highest });
    } else {
      const sequence = sql`pg_get_serial_sequence(${name}, 'id')::regclass`;
      // A sequence that assigned nothing yet starts at 1.
      const set = sql`setval(${sequence}, ${Math.max(highest, 1)}::bigint, ${highest > 0}::boolean)`;
      await tx.select({ set }).from(sql`(select 1) as once`);
    }
  }
}
