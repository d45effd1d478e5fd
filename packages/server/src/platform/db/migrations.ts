import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dialect } from './columns.ts';

/** One schema migration, as drizzle-kit generated it. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** The migrations that a database has; `newer` lists those unknown to this program. */
export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  readonly newer: readonly string[];
}

const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/** The migrations folder of the current dialect; works from the sources and from a bundle in `dist`. */
export function migrationsFolder(): string {
  const folders = ['../../../migrations', '../../migrations', '../migrations'].map((path) =>
    join(import.meta.dirname, path, dialect),
  );
  const folder = folders.find((path) => existsSync(join(path, 'meta/_journal.json')));
  if (folder === undefined) throw new Error(`The folder "migrations" is missing. Searched in: ${folders.join(', ')}.`);
  return folder;
}

/** Reads the migrations in order. */
export function readMigrations(folder: string): Migration[] {
  const { entries } = Journal.parse(JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')));
  return entries.map(({ tag }) => ({
    name: tag,
    statements: readFileSync(join(folder, `${tag}.sql`), 'utf8').split('--> statement-breakpoint'),
  }));
}

export function statusOf(migrations: readonly Migration[], applied: readonly string[]): MigrationStatus {
  const known = migrations.map(({ name }) => name);
  return {
    applied: known.filter((name) => applied.includes(name)),
    pending: known.filter((name) => !applied.includes(name)),
    newer: applied.filter((name) => !known.includes(name)),
  };
}

/** Returns the pending migrations; throws for a database of a newer program. */
export function pendingOf(migrations: readonly Migration[], applied: readonly string[]): Migration[] {
  const { pending, newer } = statusOf(migrations, applied);
  if (newer.length > 0) {
    throw new Error(`The database is newer than this program (it has ${newer.join(', ')}): start a newer program.`);
  }
  return migrations.filter(({ name }) => pending.includes(name));
}
