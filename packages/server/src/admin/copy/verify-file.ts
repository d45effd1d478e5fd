import { withSnapshot } from '../../platform/db/exclusive.ts';
import { migrationStatus } from '../../platform/db/migrate.ts';
import { migrationsFolder, readMigrations } from '../../platform/db/migrations.ts';
import { describeDamage } from '../../platform/db/sqlite/copy.ts';
import { schemaDifference } from '../../platform/db/sqlite/schema.ts';
import { firstProblem } from '../doctor/examine.ts';
import { Failure } from '../failure.ts';

/**
 * Throws for a SQLite file that is not a complete shop database; returns the first problem that the doctor finds. For
 * an earlier version only the file is checked: its rows need the doctor of that version.
 */
export async function verifyFile(file: string, called: string): Promise<string | undefined> {
  const damage = describeDamage(file);
  if (damage !== undefined) throw new Failure(`${called} is not a complete database (${damage}): use another one.`);
  const { applied, pending, newer } = await migrationStatus(`file:${file}`);
  if (newer.length > 0) throw new Failure(`${called} is newer than this program: use a newer program.`);
  if (applied.length === 0) throw new Failure(`${called} is not a shop database.`);
  return pending.length > 0 ? undefined : withSnapshot(`file:${file}`, firstProblem);
}

/** Throws for a schema that differs from its version: an extra trigger or view would act on every later change. */
export async function assertSchema(file: string, called: string): Promise<void> {
  const { applied } = await migrationStatus(`file:${file}`);
  const migrations = readMigrations(migrationsFolder()).filter(({ name }) => applied.includes(name));
  const difference = schemaDifference(file, migrations);
  if (difference === undefined) return;
  throw new Failure(`${called} has a different schema than its version: ${difference}. Use another backup.`);
}
