import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { searchMigration } from './search-migration.ts';

const folder = join(import.meta.dirname, '../../../migrations');
function statementsIn(text: string): string[] {
  return text
    .split('--> statement-breakpoint')
    .map((statement) => statement.replaceAll(/^--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
}

test.each(['sqlite', 'postgres'] as const)('an index is made on %s as the first ones were', (dialect) => {
  const files = ['0001_search.sql', '0006_search-merging.sql'];
  const written = files.flatMap((name) => statementsIn(readFileSync(join(folder, dialect, name), 'utf8')));
  const made = statementsIn(searchMigration(dialect, 'vehicles_search'));
  expect(made).toEqual(written.filter((statement) => statement.includes('vehicles_search')));
  expect(made).toHaveLength(dialect === 'sqlite' ? 4 : 2);
});
