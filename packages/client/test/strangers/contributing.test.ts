import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../testing/markdown.ts';
import { run } from '../testing/strangers-project.ts';

const packages = ['packages', 'examples'].flatMap((group) =>
  readdirSync(join(root, group)).map((name) => join(group, name)),
);

/** Links the dependencies of a folder, those of this repository to their copies. */
function linkDependencies(folder: string, copy: string, scope = ''): void {
  const installed = join(folder, 'node_modules', scope);
  mkdirSync(join(copy, relative(root, installed)), { recursive: true });
  for (const name of readdirSync(installed)) {
    if (scope === '' && name.startsWith('@')) linkDependencies(folder, copy, name);
    if (name.startsWith('@') || name.startsWith('.')) continue;
    const path = join(installed, name);
    const target = realpathSync(path);
    const isOurs = packages.includes(relative(root, target));
    symlinkSync(isOurs ? join(copy, relative(root, target)) : target, join(copy, relative(root, path)));
  }
}

/** A copy of the sources with this machine's dependencies, deleted after the test. */
function copyOfSources(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'contributor-')));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  const left = new Set(['node_modules', '.git', 'dist', 'migrations']);
  cpSync(root, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  for (const folder of ['', ...packages]) {
    if (existsSync(join(root, folder, 'node_modules'))) linkDependencies(join(root, folder), copy);
  }
  return copy;
}

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const walk = page.slice(page.indexOf('\n## Add a feature\n'));

/** The files of the walk: each block belongs to the path that the text before it names first. */
function files(): [path: string, text: string][] {
  return [...walk.matchAll(/^\*\*[^\n]*?`(packages\/[^`]+\.ts)`[^\n]*\n\n```ts\n(.*?)^```$/gms)].map(
    ([, path = '', text = '']) => [path, text],
  );
}

/** The lines that the table of lists adds to a file. */
function lines(path: string): string[] {
  const [, cell = ''] = new RegExp(`^\\| \`${path}\` +\\| (.*) \\|$`, 'm').exec(walk) ?? [];
  return [...cell.matchAll(/`([^`]*[;,])`/g)].map(([, line = '']) => line);
}

test('the feature of CONTRIBUTING.md compiles when its blocks and lines are copied', async () => {
  const copy = copyOfSources();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  };
  for (const [path, text] of files()) write(path, text);
  expect(files().map(([path]) => basename(path))).toEqual([
    'notes.ts',
    'table.ts',
    'service.ts',
    'feature.ts',
    'router.ts',
    'notes.test.ts',
    'notes.ts',
  ]);

  /** Adds an import at the top, and the lines after these beginnings. */
  const edit = (path: string, imports: string, ...places: string[]): void => {
    const added = lines(path);
    expect(added, path).toHaveLength(places.length);
    const text = readFileSync(join(copy, path), 'utf8');
    const edited = places.reduce((now, place, at) => {
      expect(now, path).toContain(place);
      return now.replace(place, `${place}\n${added[at]}\n`);
    }, text);
    write(path, `${imports}\n${edited}`);
  };
  edit(
    'packages/shared/src/features.ts',
    "import type { NoteResource, NotesApi } from './notes.ts';",
    "export * from './auth.ts';",
    'export interface Features {',
  );
  edit('packages/server/src/schema.ts', '', "export * from './features/vehicles/table.ts';");
  edit('packages/server/src/feature-list.ts', '', "export { vehiclesFeature } from './features/vehicles/feature.ts';");
  edit(
    'packages/server/src/routers.ts',
    '',
    "export { vehiclesRouter as vehicles } from './features/vehicles/router.ts';",
  );

  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const told = await run(process.execPath, [tsc, '--noEmit'], { cwd: copy }).then(
    ({ stdout }) => stdout,
    (error: unknown) => Reflect.get(Object(error), 'stdout') || String(error),
  );
  expect(told).toBe('');
});
