import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../../scripts/docs/commands.ts';
import { procedures } from '../../../../scripts/docs/procedures.ts';
import { terminalPicture } from '../../../../scripts/docs/svg.ts';
import { staleness } from '../../../../scripts/docs/table.ts';
import { parseConfig } from '../../../server/src/platform/config/config.ts';
import { readPage, root } from '../testing/markdown.ts';
import { run, strangersProject } from '../testing/strangers-project.ts';

const pages = [...readdirSync(root), ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

test.for([procedures, commands])('the table of $name matches the output of its script', (table) => {
  expect(staleness(table)).toBeUndefined();
});

test('a stale table is reported with the command that writes it', () => {
  expect(staleness({ ...commands, make: () => 'something new' })).toBe(
    'The table of commands in command-line.md is stale: run "pnpm docs:commands" and commit what it writes.',
  );
});

test('the configuration table lists exactly the variables that the server reads', () => {
  const read = new Set<string>();
  const given: Record<string, string> = { DATABASE_URL: 'file::memory:' };
  const env = new Proxy(given, {
    get: (target, name) => {
      read.add(String(name));
      return Reflect.get(target, name);
    },
  });
  parseConfig(env, { cwd: root, root });
  const { text } = readPage('README.md');
  const [, section = ''] = text.split('### Configuration');
  const told = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([A-Z_]+)`/gm)].map(
    ([, variable = '']) => variable,
  );
  expect(told.toSorted()).toEqual([...read].toSorted());
});

describe.each(pages)('the page %s', (name) => {
  test('has links to existing targets only', () => {
    const broken = readPage(name)
      .links.filter((target) => !/^(?:https?:|#)/.test(target))
      .map((target) => target.replace(/#.*$/, ''))
      .filter((target) => target !== '' && !existsSync(join(root, dirname(name), target)));
    expect(broken).toEqual([]);
  });
});

// The newest compiler of this repository, and the oldest that users may have.
const compilers = { newest: import.meta.url, oldest: join(root, 'examples/node/package.json') };

describe('TypeScript examples in the documentation', () => {
  let project: Awaited<ReturnType<typeof strangersProject>>;
  beforeAll(async () => {
    project = await strangersProject();
    const examples = ['docs/sdk.md', 'docs/trpc.md']
      .flatMap((name) => readPage(name).blocks)
      // Example tests of an app are compiled and run with their imports by `pnpm test:strangers`.
      .filter(({ language, text }) => language === 'ts' && !/^\/\/ \S+\.test\.ts\n/.test(text));
    expect(examples.length).toBeGreaterThan(10);
    const files = examples.map(({ text }, at) => {
      project.write(`example-${at}.ts`, text);
      return `example-${at}.ts`;
    });
    const lib = ['es2022', 'dom'];
    const compilerOptions = { module: 'nodenext', target: 'es2022', lib, strict: true, noEmit: true, types: [] };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
  });

  test.each(Object.entries(compilers))(
    'every example compiles in a stranger’s project with the %s compiler',
    async (_name, from) => {
      const tsc = join(createRequire(from).resolve('typescript/package.json'), '../bin/tsc');
      const output = await run(process.execPath, [tsc, '-p', project.folder]).then(
        ({ stdout }) => stdout,
        (error: unknown) => Reflect.get(Object(error), 'stdout') || String(error),
      );
      expect(output).toBe('');
    },
  );
});

test('a picture has colours, keeps spaces and escapes SVG markup', () => {
  const svg = terminalPicture('A test', ['\u001B[1m\u001B[33mopen\u001B[39m\u001B[22m  <b> & "c"', '']);
  expect(svg).toContain('<title>A test</title>');
  expect(svg).toMatch(/textLength="33.6" font-weight="bold" fill="#f2cc60">open<\/text>/);
  expect(svg).toContain('>\u00A0\u00A0&lt;b&gt;\u00A0&amp;\u00A0&quot;c&quot;</text>');
  expect(svg).not.toContain('\u001B');
});
