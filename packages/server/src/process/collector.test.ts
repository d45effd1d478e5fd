import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

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
