import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readPage } from '../testing/markdown.ts';
import { createFixtures } from './fixtures.ts';
import { npmProject } from './npm-project.ts';

const ADDRESS = "'http://127.0.0.1:4000/trpc'";

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'esnext.disposable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: false,
  types: ['node'],
};

describe("a stranger's project with tRPC's own links, as docs/trpc.md sets it up", () => {
  let project: Awaited<ReturnType<typeof npmProject>>;
  beforeAll(async () => {
    project = await npmProject({
      '@trpc/client': '^11.22.1',
      '@trpc/server': '^11.22.1',
      '@types/node': '^24',
      typescript: '^5.9.0',
    });
    const setup = readPage('docs/trpc.md').blocks.find(({ text }) => text.startsWith('// shop.ts\n'))?.text ?? '';
    expect(setup).toContain(ADDRESS);
    project.write('shop.ts', setup.replace(ADDRESS, "`${process.env['SHOP_URL']}/trpc`"));
    project.copy(join(import.meta.dirname, 'links/main.ts'), 'main.ts');
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  });

  test("a project with tRPC's own links compiles", async () => {
    expect(await project.bin('tsc', ['-p', '.'])).toBe('');
  });

  test("a project with tRPC's own links logs in, opens a ticket, adds a part and completes it", async () => {
    const { env, expectCompleted } = await createFixtures();
    const told = await project.command(process.execPath, ['main.ts'], env);
    expect(told).toBe('Only 10 left.\nmechanic: 2 in 25 answers.\nIt is in_progress by now.\n');
    await expectCompleted('By stock links');
  });
});
