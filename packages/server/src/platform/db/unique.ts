import { getTableName, is } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { causesOf } from './failure.ts';
import type { TableFacts } from './tables.ts';

const codes = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_ROWID']);

function violationOf(error: unknown) {
  for (const cause of causesOf(error)) if (typeof cause.code === 'string' && codes.has(cause.code)) return cause;
  return undefined;
}

/** Whether the error is a unique violation, on either database. */
export const isUniqueViolation = (error: unknown): boolean => violationOf(error) !== undefined;

function columnName(column: { name: string; keyAsName: boolean }) {
  return column.keyAsName ? toSnakeCase(column.name) : column.name;
}

// SQLite reports columns where Postgres reports the constraint; the schema maps one to the other.
function namesByColumns(tables: readonly TableFacts[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { table } of tables) {
    if (!is(table, SQLiteTable)) continue;
    const { columns, indexes, primaryKeys } = getTableConfig(table);
    const tableName = getTableName(table);
    const add = (members: string[], name: string) =>
      names.set(members.map((member) => `${tableName}.${member}`).join(', '), name);
    for (const column of columns) {
      if (column.primary) add([columnName(column)], `${tableName}_pkey`);
      if (column.isUnique && column.uniqueName) add([columnName(column)], column.uniqueName);
    }
    for (const key of primaryKeys) {
      const members = key.columns.map(columnName);
      add(members, `${tableName}_${members.join('_')}_pk`);
    }
    for (const { config } of indexes) {
      const members = config.columns.flatMap((column) => ('keyAsName' in column ? [columnName(column)] : []));
      if (config.unique) add(members, config.name);
    }
  }
  return names;
}

/** Names the violated unique constraint, spelled alike on both databases; null for any other error. */
export type UniqueViolationOf = (error: unknown) => string | null;

export function uniqueNamesOf(tables: readonly TableFacts[]): UniqueViolationOf {
  const names = namesByColumns(tables);
  return (error) => {
    const violation = violationOf(error);
    if (violation === undefined) return null;
    if ('constraint' in violation && typeof violation.constraint === 'string') return violation.constraint;
    const columns = violation.message.replace(/^.*UNIQUE constraint failed: /, '');
    return names.get(columns) ?? columns;
  };
}
