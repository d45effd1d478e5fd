import { type Column, getTableColumns, getTableName, is, Table } from 'drizzle-orm';
import { getTableConfig as postgresConfig, type PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig as sqliteConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { dialect } from './columns.ts';

/** A reference of one table's columns to another's. */
export interface Reference {
  readonly columns: readonly Column[];
  /** What the database does to the row when the one that it refers to is deleted; nothing lets it refuse. */
  readonly onDelete: string | undefined;
  readonly foreignTable: Table;
  readonly foreignColumns: readonly Column[];
}

/** What programs that treat all tables alike know of one. */
export interface TableFacts {
  readonly name: string;
  readonly table: PgTable;
  /** By their names in TypeScript. */
  readonly columns: Readonly<Record<string, Column>>;
  /** The columns of the primary key. */
  readonly key: readonly Column[];
  /** Whether the database makes the ids. */
  readonly numbered: boolean;
  readonly references: readonly Reference[];
}

interface Key {
  readonly columns: readonly Column[];
}

// The tables are typed for Postgres; on SQLite this is where the one cast of columns.ts comes back.
function configOf(table: PgTable) {
  return dialect === 'postgres' ? postgresConfig(table) : sqliteConfig(table as unknown as SQLiteTable);
}

function isNumbered(column: Column | undefined): boolean {
  return (
    column !== undefined &&
    (column.generatedIdentity !== undefined || ('autoIncrement' in column && column.autoIncrement === true))
  );
}

/** What is known of a table. */
export function factsOf(table: PgTable): TableFacts {
  const config = configOf(table);
  const columns: Record<string, Column> = getTableColumns(table);
  const [composite]: readonly Key[] = config.primaryKeys;
  return {
    name: getTableName(table),
    table,
    columns,
    // On Postgres a composite key holds columns that are like the table's, but others.
    key: Object.values(columns).filter(({ name, primary }) =>
      composite ? composite.columns.some((column) => column.name === name) : primary,
    ),
    numbered: isNumbered(columns['id']),
    references: config.foreignKeys.map((key) => ({ ...key.reference(), onDelete: key.onDelete })),
  };
}

function parentsFirst(all: readonly TableFacts[]): TableFacts[] {
  const sorted: TableFacts[] = [];
  const rest = new Set(all);
  while (rest.size > 0) {
    const waiting = new Set<Table>([...rest].map(({ table }) => table));
    const ready = [...rest].filter(({ references }) => !references.some((to) => waiting.has(to.foreignTable)));
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle.');
    for (const facts of ready) rest.delete(facts);
    sorted.push(...ready);
  }
  return sorted;
}

/** The tables among the exports of a module, those that others refer to first. */
export function tablesOf(schema: object): readonly TableFacts[] {
  return parentsFirst(Object.values(schema).flatMap((value) => (is(value, Table) ? [factsOf(value)] : [])));
}
