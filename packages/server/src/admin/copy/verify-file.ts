import { migrationStatus } from '../../db/migrate.ts';
import { damageOf } from '../../db/sqlite/copy.ts';
import { withSnapshot } from '../../db/whole.ts';
import { firstProblem } from '../doctor/examine.ts';
import { Failure } from '../failure.ts';

/**
 * Refuses a SQLite file that is not a sound shop. Of an older program only the file itself is judged: what its rows
 * mean is for its own doctor, and the next start migrates it.
 */
export const verifyFile = async (file: string, called: string): Promise<void> => {
  const damage = damageOf(file);
  if (damage !== undefined) throw new Failure(`${called} is not a whole database (${damage}): use another one.`);
  const { applied, pending, newer } = await migrationStatus(`file:${file}`);
  if (newer.length > 0) throw new Failure(`${called} is newer than this program: use a newer program.`);
  if (applied.length === 0) throw new Failure(`${called} is not the database of a shop.`);
  if (pending.length > 0) return;
  const problem = await withSnapshot(`file:${file}`, firstProblem);
  if (problem !== undefined) throw new Failure(`${called} is not sound: ${problem}.`);
};
