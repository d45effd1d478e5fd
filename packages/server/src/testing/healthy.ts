import { expect } from 'vitest';
import { features } from '../features.ts';
import type { Database } from '../platform/db/database.ts';

/** Expects that no check of the doctor finds a row that breaks it. */
export async function expectHealthy({ read }: Pick<Database, 'read'>): Promise<void> {
  const problems: string[] = [];
  for (const { title, find } of features.flatMap(({ checks }) => checks ?? [])) {
    const problem = await find(read);
    if (problem !== undefined) problems.push(`${title}: ${problem}`);
  }
  expect(problems).toEqual([]);
}
