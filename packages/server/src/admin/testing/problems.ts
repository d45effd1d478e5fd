import { expect } from 'vitest';
import type { Database, Queries } from '../../platform/db/database.ts';
import { examine } from '../doctor/examine.ts';

/** The problems that the doctor finds after a change, which is then rolled back. */
export async function problemsAfter(
  { write }: Pick<Database, 'write'>,
  change: (tx: Queries) => PromiseLike<unknown>,
): Promise<string[]> {
  const found: string[] = [];
  const undo = new Error('undo');
  const work = write(async (tx) => {
    await change(tx);
    for await (const { broken } of examine(tx)) if (broken !== undefined) found.push(broken);
    throw undo;
  });
  await expect(work).rejects.toBe(undo);
  return found;
}
