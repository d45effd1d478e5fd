import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/events.md'), 'utf8');
const features = join(import.meta.dirname, '..');

/** The names of entities in the sources. */
function entityNames(): string[] {
  const sources = globSync('**/*.ts', { cwd: features }).filter((path) => !/\.test\.ts$|testing/.test(path));
  const texts = sources.map((path) => readFileSync(join(features, path), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/\bentityOf<[^(]*\(\{\s*name: '(\w+)'/g)].map(([, name = '']) => name),
  );
}

test('docs/events.md lists each entity once', () => {
  const firstCells = [...page.matchAll(/^\| (`.*?) +\| .* \| (?:the customer|its|staff|admins)/gm)].map(
    ([, cell]) => cell,
  );
  const listed = firstCells.flatMap((cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
  expect(listed.toSorted()).toEqual(entityNames().toSorted());
});
