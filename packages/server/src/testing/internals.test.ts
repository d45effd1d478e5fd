import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../platform/root.ts';

const src = join(root, 'packages/server/src');
const page = readFileSync(join(root, 'docs/internals.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(\S+\.ts)` +\| .+\| `(\S+\.ts)` +\|$/gm)].map(([, module = '', tested = '']) => ({
  module,
  tested,
}));

/** The sources, as written by path, without tests and their helpers. */
const sources = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|(?:^|\/)testing(?:\/|\.ts$)/.test(path))
    .map((path) => [path, readFileSync(join(src, path), 'utf8')] as const),
);

const withoutComments = (source: string): string => source.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');

function filesWith(pattern: RegExp): string[] {
  return [...sources].filter(([, source]) => pattern.test(withoutComments(source))).map(([path]) => path);
}

test('the page lists the modules', () => {
  expect(rows.length).toBeGreaterThan(8);
  expect(new Set(rows.map(({ module }) => module)).size).toBe(rows.length);
});

test.each(rows)('$module says on top why it is there and when to delete it, and has a test', ({ module, tested }) => {
  const lines = (sources.get(module) ?? '').split('\n');
  const paragraph = lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith('//')),
    )
    .join('\n');
  expect(paragraph).toContain('Why: ');
  expect(paragraph).toContain('Delete ');
  expect(existsSync(join(src, tested))).toBe(true);
});

describe('is in its modules only:', () => {
  test.each<[string, RegExp, ...string[]]>([
    ['what tRPC keeps of a procedure', /\b_def\b/, 'api/procedures.ts'],
    ["tRPC's unstable core", /unstable-core-do-not-import/, 'api/procedures.ts'],
    ['code made of text', /new Function\(|\beval\(/, 'http/run/quick-copy.ts', 'platform/db/sqlite/row-mapper.ts'],
    ['a parameter as an expression', /= \+\?|\$1\+\?/, 'platform/db/sqlite/plan-once.ts'],
    ["what Node keeps of a socket's answer", /_httpMessage/, 'http/pending-answer.ts'],
    ["V8's flags", /setFlagsFromString/, 'process/collector.ts'],
  ])('%s', (_, pattern, ...modules) => {
    expect(filesWith(pattern).toSorted()).toEqual(modules);
    expect(rows.map((row) => row.module)).toEqual(expect.arrayContaining(modules));
  });
});

// A call has no database (see core/call.ts); this is about a feature that would take the shop itself.
// Notes of when a session or key was used, and the worker of webhooks: they run without a caller.
const WITHOUT_CALL = [
  ...['api-keys', 'authenticate', 'record-use'].map((name) => `features/accounts/${name}.ts`),
  ...['claims', 'fan-out', 'outcomes', 'secrets', 'send', 'worker'].map((name) => `features/webhooks/${name}.ts`),
];

test('features write by their call alone, but for what works without one', () => {
  const features = filesWith(/\bdatabase\.write\b|core\/shop\.ts'|\bDatabase\b/).filter((path) =>
    path.startsWith('features/'),
  );
  expect(features.toSorted()).toEqual(WITHOUT_CALL);
});

test('neutral code of the database takes nothing from an engine but its way to open', () => {
  const neutral = filesWith(/from '\.\/(?:sqlite|postgres)\//).filter((path) => /^platform\/db\/[^/]+$/.test(path));
  const opening = ['exclusive', 'lock', 'migrate', 'open'].map((name) => `platform/db/${name}.ts`);
  expect(neutral.toSorted()).toEqual(opening);
});
