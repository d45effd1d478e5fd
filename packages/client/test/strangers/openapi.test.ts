import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFixtures } from './fixtures.ts';
import { npmProject } from './npm-project.ts';

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  strict: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: ['node'],
};

describe('a project with openapi-typescript', () => {
  test('openapi-typescript generates types that compile and take a ticket from login to completion', async () => {
    const project = await npmProject({
      '@types/node': '^24',
      'openapi-fetch': '^0.17.0',
      'openapi-typescript': '^7.13.0',
      typescript: '^5.9.0',
    });
    const { url, env, expectCompleted } = await createFixtures();
    await project.bin('openapi-typescript', [`${url}/openapi.json`, '--output', 'schema.d.ts']);
    project.copy(join(import.meta.dirname, 'openapi/main.ts'), 'main.ts');
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
    expect(await project.bin('tsc', ['-p', '.'])).toBe('');
    const told = await project.command(process.execPath, ['main.ts'], env);
    expect(told).toBe('409 INSUFFICIENT_STOCK\nParts for 25.00\nBy openapi-typescript\n');
    await expectCompleted('By openapi-typescript');
  });
});
