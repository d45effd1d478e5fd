// Finds the phrases that docs/style.md rules out, in documentation and in the comments, strings and titles of sources.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPhrases } from './find.ts';

const root = join(import.meta.dirname, '../..');

const READ = ['**/*.md', '**/*.{ts,tsx}', '.github/**/*.{md,yml}'];
const LEFT_OUT = ['**/node_modules/**', '**/dist/**', 'data/**'];

/** They quote the phrases. */
const QUOTING = ['docs/style.md', 'scripts/words/'];

const files = [...new Set(READ.flatMap((pattern) => globSync(pattern, { cwd: root, exclude: LEFT_OUT })))]
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !QUOTING.some((quoting) => path.startsWith(quoting)))
  .toSorted();

const faults = files.flatMap((path) =>
  findPhrases(readFileSync(join(root, path), 'utf8')).map((finding) => ({ path, ...finding })),
);
for (const { path, line, found, instead } of faults) console.error(`${path}:${line}: "${found}": use ${instead}`);

if (faults.length > 0) {
  console.error(`\n${faults.length} phrases: see "Plain English" in docs/style.md.`);
  process.exitCode = 1;
}
