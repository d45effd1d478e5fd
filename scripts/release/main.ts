// Prints the notes of a release, after checking that tag, packages and changelog agree: `node scripts/release/main.ts v0.2.0`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseNotes } from './notes.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const versions = Object.fromEntries(
  ['package.json', 'packages/shared/package.json', 'packages/server/package.json', 'packages/client/package.json'].map(
    (path) => {
      const { name, version } = JSON.parse(read(path)) as { name: string; version: string };
      return [name, version];
    },
  ),
);

try {
  console.log(releaseNotes({ tag: process.argv[2] ?? '', versions, changelog: read('CHANGELOG.md') }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
