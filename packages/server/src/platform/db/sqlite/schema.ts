import Sqlite from 'better-sqlite3';
import type { Migration } from '../migrations.ts';
import { connect } from './connect.ts';
import { applyMigrations } from './migrate.ts';

/** A table, index, view or trigger with the statement that created it. */
interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

// Skips the internal tables of SQLite. Indexes of constraints have no statement.
const objects = `select type, name, sql from sqlite_schema
  where sql is not null and name not in ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') order by type, name`;

function objectsOf(client: Sqlite.Database): Map<string, SchemaObject> {
  const rows = client.prepare<[], SchemaObject>(objects).all();
  return new Map(rows.map((row) => [`${row.type} ${row.name}`, { ...row, sql: row.sql.replaceAll(/\s+/g, ' ') }]));
}

function objectsAfter(migrations: readonly Migration[]): Map<string, SchemaObject> {
  const client = new Sqlite(':memory:');
  try {
    // The same setting as for a migration.
    client.pragma('foreign_keys = OFF');
    applyMigrations(client, migrations);
    return objectsOf(client);
  } finally {
    client.close();
  }
}

/** Describes the first schema object that differs from what the migrations create. */
export function schemaDifference(file: string, migrations: readonly Migration[]): string | undefined {
  const expected = objectsAfter(migrations);
  const client = connect(file, { readonly: true });
  try {
    const found = objectsOf(client);
    for (const [key, { type, name, sql }] of found) {
      const original = expected.get(key);
      if (original === undefined) return `the ${type} "${name}" does not belong to a shop`;
      if (original.sql !== sql) return `the ${type} "${name}" was changed`;
    }
    for (const [key, { type, name }] of expected) if (!found.has(key)) return `the ${type} "${name}" is missing`;
    return undefined;
  } finally {
    client.close();
  }
}
