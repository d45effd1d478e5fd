import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PASSWORD } from '../../../server/src/testing/testing.ts';
import { hasChromium, launchChromium, visit } from '../testing/chromium.ts';
import { root } from '../testing/markdown.ts';
import { createFixtures } from './fixtures.ts';
import { npmProject } from './npm-project.ts';

const example = join(root, 'examples/react');
const react = {
  '@tanstack/react-query': '^5.80.3',
  '@trpc/tanstack-react-query': '^11.22.1',
  react: '^19.0.0',
  'react-dom': '^19.0.0',
};

describe('a React project installed by npm without overrides', () => {
  let project: Awaited<ReturnType<typeof npmProject>>;
  beforeAll(async () => {
    project = await npmProject({
      ...react,
      '@types/node': '^24',
      '@types/react': '^19.0.0',
      '@types/react-dom': '^19.0.0',
      '@vitejs/plugin-react': '^6.0.0',
      typescript: '^5.9.0',
      vite: '^8.0.0',
    });
    for (const name of ['src', 'index.html', 'vite.config.ts']) project.copy(join(example, name), name);
  });

  test('the React project has one copy of tRPC', () => {
    const copies = globSync('node_modules/**/@trpc/*/package.json', { cwd: project.folder });
    expect(copies.toSorted()).toEqual([
      'node_modules/@trpc/client/package.json',
      'node_modules/@trpc/server/package.json',
      'node_modules/@trpc/tanstack-react-query/package.json',
    ]);
  });

  test('the React project type-checks and builds', async () => {
    const compilerOptions = {
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'es2023',
      lib: ['es2023', 'dom', 'dom.iterable'],
      jsx: 'react-jsx',
      strict: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
    expect(await project.bin('tsc', ['-p', '.'])).toBe('');
    await project.bin('vite', ['build', '--logLevel', 'error']);
  });

  describe.skipIf(!hasChromium)('the client in Chromium [needs it: apt-get install chromium]', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());

    /** Serves the built app, with the shop behind it. */
    async function preview(shop: string): Promise<string> {
      const args = [project.file('node_modules/vite/bin/vite.js'), 'preview', '--host', '127.0.0.1', '--port', '0'];
      const env = { PATH: process.env['PATH'], SHOP_URL: shop };
      const child = spawn(process.execPath, args, { cwd: project.folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      onTestFinished(async () => {
        child.kill('SIGKILL');
        await ended;
      });
      for await (const line of createInterface({ input: child.stdout })) {
        const [, address] = /Local:\s+(http\S+)/.exec(stripVTControlCharacters(line)) ?? [];
        if (address !== undefined) return address;
      }
      throw new Error('vite preview exited before it listened.');
    }

    test('the built React app logs in, opens a ticket, adds a part and completes it', async () => {
      const { url, customer, mechanic, expectCompleted } = await createFixtures();
      const { page, broken } = await visit(browser, await preview(url));
      const logIn = async (email: string) => {
        await page.getByLabel('E-mail').fill(email);
        await page.getByLabel('Password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Log in' }).click();
      };
      await logIn(customer.email);
      await page.getByLabel('Description').fill('By React');
      await page.getByRole('button', { name: 'Open a ticket' }).click();
      await page.getByText('1 open: By React').waitFor();
      await page.getByRole('button', { name: 'Log out' }).click();

      await logIn(mechanic.email);
      const job = page.getByRole('listitem', { name: 'Ticket 1' });
      await job.getByLabel('Part').fill('wiper');
      await job.getByRole('button', { name: 'Add Wiper blade' }).click();
      await job.getByText('1 Wiper blade').waitFor();
      for (const status of ['in_progress', 'completed']) {
        await job.getByRole('button', { name: status }).click();
        await job.getByText(`1 ${status}: By React`).waitFor();
      }
      await expectCompleted('By React', 1);
      expect(broken).toEqual([]);
    });
  });
});

test('a React project installed by pnpm has one copy of tRPC too', async () => {
  const { folder } = await npmProject(react, 'pnpm');
  const copies = globSync('node_modules/.pnpm/*/node_modules/@trpc/server', { cwd: folder, withFileTypes: true });
  expect(copies.filter((entry) => entry.isDirectory())).toHaveLength(1);
});
