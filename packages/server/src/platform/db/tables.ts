import { type Column, getTableColumns, getTableName, is, Table } from 'drizzle-orm';
import { getTableConfig as postgresConfig, type PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig as sqliteConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { dialect } from './columns.ts';

/** A foreign key from one table to another. */
export interface Reference {
  readonly columns: readonly Column[];
  /** The database's action on deletion; undefined when the database rejects it. */
  readonly onDelete: string | undefined;
  readonly foreignTable: Table;
  readonly foreignColumns: readonly Column[];
}

/** What generic code knows about a table. */
export interface TableFacts {
  readonly name: string;
  readonly table: PgTable;
  /** By TypeScript name. */
  readonly columns: Readonly<Record<string, Column>>;
  /** The columns of the primary key. */
  readonly key: readonly Column[];
  /** Whether the database assigns the ids. */
  readonly numbered: boolean;
  readonly references: readonly Reference[];
}

interface Key {
  readonly columns: readonly Column[];
}

// The tables are typed for Postgres; on SQLite this reverses the cast in columns.ts.
function configOf(table: PgTable) {
  return dialect === 'postgres' ? postgresConfig(table) : sqliteConfig(table as unknown as SQLiteTable);
}

function isNumbered(column: Column | undefined): boolean {
  return (
    column !== undefined &&
    (column.generatedIdentity !== undefined || ('autoIncrement' in column && column.autoIncrement === true))
  );
}

/** Returns the facts about a table. */
export function factsOf(table: PgTable): TableFacts {
  const config = configOf(table);
  const columns: Record<string, Column> = getTableColumns(table);
  const [composite]: readonly Key[] = config.primaryKeys;
  return {
    name: getTableName(table),
    table,
    columns,
    // On Postgres the columns of a composite key equal the table's columns but are other objects.
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
    if (ready.length === 0) throw new Error('Tables reference each other in a cycle.');
    for (const facts of ready) rest.delete(facts);
    sorted.push(...ready);
  }
  return sorted;
}

/** The tables among the exports of a module, referenced ones first. */
export function tablesOf(schema: object): readonly TableFacts[] {
  return parentsFirst(Object.values(schema).flatMap((value) => (is(value, Table) ? [factsOf(value)] : [])));
}
