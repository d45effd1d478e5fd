import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../sqlite/temporary.ts';

/** A path inside a temporary folder that is deleted after the test. */
export function temporaryFile(name = 'shop.db'): string {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  return join(path, name);
}
