import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../testing/strangers-project.ts';
import { createFixtures } from './fixtures.ts';

test('a Python program takes a ticket from login to completion', async () => {
  const { env, expectCompleted } = await createFixtures();
  const surroundings = { PATH: process.env['PATH'], PYTHONIOENCODING: 'utf-8', ...env };
  const { stdout } = await run('python3', ['-I', join(import.meta.dirname, 'python/main.py')], { env: surroundings });
  expect(stdout).toBe('401 NOT_SIGNED_IN\n409 10\n25.00\ncompleted\n');
  await expectCompleted('By Python: räder ✓');
});
