import { type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/** The milliseconds between two instants. */
export function elapsedMs(from: SQL, to: SQL): SQL {
  return dialect === 'postgres' ? sql`(extract(epoch from ${to} - ${from}) * 1000)` : sql`(${to} - ${from})`;
}
