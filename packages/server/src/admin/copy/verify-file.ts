import { migrationStatus } from '../../db/migrate.ts';
import { damageOf } from '../../db/sqlite/copy.ts';
import { withSnapshot } from '../../db/whole.ts';
import { firstProblem } from '../doctor/examine.ts';
import { Failure } from '../failure.ts';

/**
 * Refuses a SQLite file that is not the whole database of a shop, and answers what the doctor finds in it, if anything.
 * Of an older program only the file is judged: what its rows mean is for its own doctor.
 */
export const verifyFile = async (file: string, called: string): Promise<string | undefined> => {
  const damage = damageOf(file);
  if (damage !== undefined) throw new Failure(`${called} is not a whole database (${damage}): use another one.`);
  const { applied, pending, newer } = await migrationStatus(`file:${file}`);
  if (newer.length > 0) throw new Failure(`${called} is newer than this program: use a newer program.`);
  if (applied.length === 0) throw new Failure(`${called} is not the database of a shop.`);
  return pending.length > 0 ? undefined : withSnapshot(`file:${file}`, firstProblem);
};
