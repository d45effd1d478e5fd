import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readPage, root } from '../testing/markdown.ts';

const { text } = readPage('CONTRIBUTING.md');
const walk = text.slice(text.indexOf('## Add a feature'));

interface Import {
  from: string;
  target: string;
  name: string;
  type: boolean;
}

/** The files of the walk: a code block belongs to the last path named before it. */
function walkFiles(): { path: string; code: string }[] {
  const blocks = [...walk.matchAll(/^```ts\n((?:(?!^```)[^])*)^```$/gm)];
  return blocks.map(({ index, 1: code = '' }) => {
    const paths = [...walk.slice(0, index).matchAll(/`(packages\/[\w./-]+\.ts)`/g)];
    return { path: paths.at(-1)?.[1] ?? '', code };
  });
}

function importsOf({ path, code }: { path: string; code: string }): Import[] {
  return [...code.matchAll(/^import (type )?(?:\{([^}]+)\}|\* as \w+) from '(\.[^']+)';$/gm)].flatMap(
    ([, type, names = '', target = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .map((name) => ({
          from: path,
          target: join(dirname(path), target),
          name: name.replace(/^type | as \w+$/g, ''),
          type: type !== undefined || name.startsWith('type '),
        })),
  );
}

async function exists({ target, name, type }: Import): Promise<boolean> {
  const file = join(root, target);
  if (!existsSync(file)) return false;
  if (name === '') return true;
  if (!type) return name in ((await import(file)) as object);
  return new RegExp(`^export (?:interface|type|class) ${name}\\b`, 'm').test(readFileSync(file, 'utf8'));
}

test('the walk in CONTRIBUTING.md imports only what exists', async () => {
  const files = walkFiles();
  const own = new Set(files.map(({ path }) => path));
  const foreign = files.flatMap(importsOf).filter(({ target }) => !own.has(target));
  expect(foreign.length).toBeGreaterThan(40);
  const found = await Promise.all(foreign.map(exists));
  expect(foreign.filter((_, at) => !found[at])).toEqual([]);
});
