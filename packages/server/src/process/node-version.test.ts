import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runScript } from '../demo/testing.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';

const CHECK = './src/process/node-version.cjs';

test.each(['main.ts', 'admin/main.ts', 'demo/main.ts'])(
  'an old Node that starts %s explains what to do',
  async (name) => {
    const pretence = temporaryFile('old.cjs');
    const versions = { ...process.versions, node: '20.20.2' };
    writeFileSync(pretence, `Object.defineProperty(process, 'versions', { value: ${JSON.stringify(versions)} });`);
    const { status, out, err } = await runScript(join(import.meta.dirname, '..', name), {
      env: { NODE_OPTIONS: `--require=${pretence}` },
    });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^mechanic-shop needs Node 24 or newer, and this is Node 20\.20\.2\. Install .* npx .*\n$/);
  },
);

test('the version check and the package require the same version', () => {
  expect(manifest.engines.node).toBe('>=24');
});

test('every script checks Node before it loads modern syntax', () => {
  const scripts = Object.entries(manifest.scripts).filter(([, command]) => command.endsWith('.ts'));
  expect(scripts.map(([name]) => name)).toContain('start');
  for (const [name, command] of scripts)
    expect([name, command]).toEqual([name, expect.stringContaining(`--require ${CHECK} `)]);
});
