import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPage } from '../testing/markdown.ts';
import { npmProject } from './npm-project.ts';

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

describe('an app with tests as in docs/sdk.md', () => {
  test('the tests of docs/sdk.md compile and pass', async () => {
    const project = await npmProject({
      '@types/node': '^24',
      msw: '^3.0.5',
      typescript: '^5.9.0',
      vitest: '^5.1.0',
    });
    const files = readPage('docs/sdk.md').blocks.flatMap(({ text }) => {
      const [, name] = /^\/\/ (\S+\.test\.ts)\n/.exec(text) ?? [];
      if (name !== undefined) project.write(name, text);
      return name ?? [];
    });
    expect(files).toEqual(['reserve.test.ts', 'requests.test.ts']);
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
    expect(await project.bin('tsc', ['-p', '.'])).toBe('');
    await project.bin('vitest', ['run', '--reporter=json', '--outputFile=report.json']);
    const report: unknown = JSON.parse(readFileSync(project.file('report.json'), 'utf8'));
    expect(report).toMatchObject({ numPassedTests: 5, numTotalTests: 5 });
  });
});
