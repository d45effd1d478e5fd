// `pnpm run migrations NAME [--custom | --search TABLE]`: writes the next migration of both dialects out of schema.ts; an
// empty one; or one that makes a search index.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from './columns.ts';
import { repairIndexExpressions } from './index-expressions.ts';
import { searchMigration } from './search-migration.ts';
import { strict } from './strict.ts';
import { unqualified } from './unqualified.ts';

const root = join(import.meta.dirname, '../../..');
const kit = join(root, 'node_modules/drizzle-kit/bin.cjs');
const NAME = /^[a-z0-9-]+$/;
const INDEX = /^[a-z_]+_search$/;
const USAGE =
  'Name the migration: pnpm run migrations add-notes; with --custom for an empty one, with --search notes_search for a search index.';

interface Wanted {
  name: string;
  /** What drizzle-kit is called with. */
  flags: string[];
  index?: string;
}

function wantedBy([name = '', flag, index, ...more]: string[]): Wanted | undefined {
  if (!NAME.test(name) || more.length > 0) return undefined;
  if (flag === '--search' && index !== undefined && INDEX.test(index)) return { name, flags: ['--custom'], index };
  if (index !== undefined) return undefined;
  if (flag === undefined) return { name, flags: [] };
  return flag === '--custom' ? { name, flags: [flag] } : undefined;
}

const wanted = wantedBy(process.argv.slice(2));
if (!wanted) {
  console.error(USAGE);
  process.exit(2);
}
const { name, flags, index } = wanted;

const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

for (const url of ['', 'postgres://localhost/shop']) {
  execFileSync(process.execPath, [kit, 'generate', '--name', name, ...flags], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'inherit',
  });
}

/** Edits what drizzle-kit generated for one dialect. */
function rewrite(dialect: Dialect, change: (migration: string) => string): void {
  const folder = join(root, 'migrations', dialect);
  for (const file of filesOf(folder).filter((name) => name.endsWith('.sql'))) {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after !== before) writeFileSync(path, after);
  }
}

// drizzle-kit never writes STRICT, without which SQLite stores any type in any column.
rewrite('sqlite', (migration) => repairIndexExpressions(strict(migration)));
// drizzle-kit always writes the schema "public" into foreign keys.
rewrite('postgres', unqualified);

if (index !== undefined) {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    const folder = join(root, 'migrations', dialect);
    const file = filesOf(folder).find((each) => each.endsWith(`_${name}.sql`));
    if (file === undefined) throw new Error(`drizzle-kit wrote no migration "${name}" for ${dialect}.`);
    writeFileSync(join(folder, file), searchMigration(dialect, index));
  }
}
