// `pnpm run migrations NAME [--custom]`: writes the next migration of both dialects out of schema.ts.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mendIndexes } from './index-expressions.ts';
import { strict } from './strict.ts';
import { unqualified } from './unqualified.ts';

const root = join(import.meta.dirname, '../../..');
const kit = join(root, 'node_modules/drizzle-kit/bin.cjs');
const [name = '', ...flags] = process.argv.slice(2);
if (!/^[a-z0-9-]+$/.test(name) || flags.some((flag) => flag !== '--custom')) {
  console.error('Name the migration: pnpm run migrations add-appointments (with --custom for an empty one).');
  process.exit(2);
}

const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

for (const url of ['', 'postgres://localhost/shop']) {
  execFileSync(process.execPath, [kit, 'generate', '--name', name, ...flags], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'inherit',
  });
}

/** Changes what drizzle-kit wrote for one dialect. */
function rewrite(dialect: string, change: (migration: string) => string): void {
  const folder = join(root, 'migrations', dialect);
  for (const file of filesOf(folder).filter((name) => name.endsWith('.sql'))) {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after !== before) writeFileSync(path, after);
  }
}

// drizzle-kit never writes STRICT; one that is missing lets SQLite store any type anywhere.
rewrite('sqlite', (migration) => mendIndexes(strict(migration)));
// It always writes the schema "public" into foreign keys.
rewrite('postgres', unqualified);
