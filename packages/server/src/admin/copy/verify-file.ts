import { withSnapshot } from '../../platform/db/exclusive.ts';
import { migrationStatus } from '../../platform/db/migrate.ts';
import { migrationsFolder, readMigrations } from '../../platform/db/migrations.ts';
import { damageOf } from '../../platform/db/sqlite/copy.ts';
import { schemaDifference } from '../../platform/db/sqlite/schema.ts';
import { firstProblem } from '../doctor/examine.ts';
import { Failure } from '../failure.ts';

/**
 * Rejects a SQLite file that is not the whole database of a shop, and returns what the doctor finds in it, if anything.
 * Of an earlier version only the file is judged: what its rows mean is for its own doctor.
 */
export async function verifyFile(file: string, called: string): Promise<string | undefined> {
  const damage = damageOf(file);
  if (damage !== undefined) throw new Failure(`${called} is not a whole database (${damage}): use another one.`);
  const { applied, pending, newer } = await migrationStatus(`file:${file}`);
  if (newer.length > 0) throw new Failure(`${called} is newer than this program: use a newer program.`);
  if (applied.length === 0) throw new Failure(`${called} is not the database of a shop.`);
  return pending.length > 0 ? undefined : withSnapshot(`file:${file}`, firstProblem);
}

/** Rejects a file with another schema than its version has: a trigger or a view would act on every later change. */
export async function assertSchema(file: string, called: string): Promise<void> {
  const { applied } = await migrationStatus(`file:${file}`);
  const migrations = readMigrations(migrationsFolder()).filter(({ name }) => applied.includes(name));
  const difference = schemaDifference(file, migrations);
  if (difference === undefined) return;
  throw new Failure(`${called} has another schema than a shop of its version: ${difference}. Use another backup.`);
}
