import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from '../platform/root.ts';

const collector = pathToFileURL(join(import.meta.dirname, 'collector.ts')).href;

function runNode(code: string): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  return { status, stderr };
}

// V8 reports an unknown flag on standard error and continues without it.
test('V8 knows every flag of the collector', () => {
  const code = `const { tuneCollector } = await import(${JSON.stringify(collector)}); tuneCollector();`;
  expect(runNode(code)).toEqual({ status: 0, stderr: '' });
  const unknown = "const { setFlagsFromString } = await import('node:v8'); setFlagsFromString('--no-such-flag');";
  expect(runNode(unknown).stderr).toContain('--no-such-flag');
});

// V8 reads it only before the program starts.
const YOUNG_GENERATION = '--max-semi-space-size=8';

test.each(['serve', 'deploy/Dockerfile', 'deploy/mechanic-shop.service', 'bench/peers/pinned.ts'])(
  '%s limits the young generation',
  (file) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain(YOUNG_GENERATION);
  },
);

test('Node accepts the limit of the young generation as an option', () => {
  const code = "process.stdout.write('started')";
  const env = { NODE_OPTIONS: YOUNG_GENERATION };
  expect(spawnSync(process.execPath, ['--eval', code], { env, encoding: 'utf8' })).toMatchObject({
    stdout: 'started',
    stderr: '',
  });
});
