import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildCounter } from '../build.ts';

/** The scripts that a page loads before it shows anything: those it names, and those they import. */
function scriptsOf(dist: string, page: string, texts: RegExp): string[] {
  const seen = new Set<string>();
  const add = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const code = readFileSync(join(dist, 'assets', name), 'utf8');
    for (const [, next = ''] of code.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) add(next);
    for (const [, next = ''] of code.matchAll(/import\(`?"?\.\/([\w-]+\.js)/g)) if (texts.test(next)) add(next);
  };
  for (const [, name = ''] of readFileSync(join(dist, page), 'utf8').matchAll(/"\/assets\/([\w-]+\.js)"/g)) add(name);
  return [...seen];
}

test.each([
  ['index.html', 200_000],
  ['estimate.html', 90_000],
])('the scripts of %s take less than %i bytes with gzip', async (page, limit) => {
  const dist = await buildCounter();
  const names = scriptsOf(dist, page, /^en-/);
  expect(names.length).toBeGreaterThan(1);
  const total = names.reduce((sum, name) => sum + statSync(join(dist, 'assets', `${name}.gz`)).size, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(limit);
});
