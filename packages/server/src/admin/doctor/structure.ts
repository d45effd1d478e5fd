import { sql } from 'drizzle-orm';
import { numberedTables, tables } from '../../features.ts';
import type { Check } from '../../platform/db/check.ts';
import { dialect } from '../../platform/db/columns.ts';
import type { Queries } from '../../platform/db/database.ts';
import { migrationsFolder, readMigrations } from '../../platform/db/migrations.ts';
import { readSequences } from '../../platform/db/sequences.ts';
import { schemaDifference } from '../../platform/db/sqlite/schema.ts';
import { type TableFacts } from '../../platform/db/tables.ts';

async function danglingIn(db: Queries, facts: TableFacts): Promise<string | undefined> {
  const [key] = facts.key;
  for (const { columns, foreignTable, foreignColumns } of facts.references) {
    const [from] = columns;
    const [to] = foreignColumns;
    if (!key || !from || !to) continue;
    const [row] = await db
      .select({ id: sql<string>`${key}`, to: sql<string>`${from}` })
      .from(facts.table)
      .where(sql`${from} is not null and not exists (select 1 from ${foreignTable} where ${to} = ${from})`)
      .orderBy(sql`${key}`)
      .limit(1);
    if (row) return `${facts.name} ${row.id}: ${from.name} is ${row.to}, which does not exist`;
  }
  return undefined;
}

const references: Check = {
  title: 'every reference points to a row',
  find: async (db) => {
    for (const facts of tables) {
      const broken = await danglingIn(db, facts);
      if (broken !== undefined) return broken;
    }
    return undefined;
  },
};

const ids: Check = {
  title: 'new ids are unused',
  find: async (db) => {
    const last = await readSequences(db, numberedTables);
    for (const name of numberedTables) {
      const [row] = await db.select({ highest: sql<string | null>`max(id)` }).from(sql`${sql.identifier(name)}`);
      const highest = Number(row?.highest ?? 0);
      if (highest > (last[name] ?? 0)) return `${name} has the id ${highest}, but the counter is at ${last[name]}`;
    }
    return undefined;
  },
};

const integrity: Check = {
  title: 'the file is intact',
  find: async (db) => {
    const rows = await db.select({ problem: sql<string>`integrity_check` }).from(sql`pragma_integrity_check`);
    const problem = rows[0]?.problem ?? 'no answer';
    return problem === 'ok' ? undefined : problem;
  },
};

const schema: Check = {
  title: 'the schema matches the migrations',
  find: async (db) => {
    const [row] = await db.select({ file: sql<string>`file` }).from(sql`pragma_database_list`);
    return row && schemaDifference(row.file, readMigrations(migrationsFolder()));
  },
};

// Other schemas in the database are ignored.
const schemaOfTables = sql`(select oid from pg_namespace where nspname = current_schema())`;

const constraints: Check = {
  title: 'every constraint and index is valid',
  find: async (db) => {
    const [constraint] = await db
      .select({ name: sql<string>`conname` })
      .from(sql`pg_constraint`)
      .where(sql`not convalidated and connamespace = ${schemaOfTables}`);
    const [index] = await db
      .select({ name: sql<string>`indexrelid::regclass::text` })
      .from(sql`pg_index join pg_class on pg_class.oid = indexrelid`)
      .where(sql`not indisvalid and relnamespace = ${schemaOfTables}`);
    const broken = constraint ?? index;
    return broken && `${broken.name} is not valid`;
  },
};

/** Checks of the database itself, whatever its content. */
export const structureChecks: readonly Check[] = [
  ...(dialect === 'sqlite' ? [integrity, schema] : [constraints]),
  references,
  ids,
];
