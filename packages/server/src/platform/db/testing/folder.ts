import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../sqlite/temporary.ts';

/** A path inside a folder that is gone when the test ends. */
export function temporaryFile(name = 'shop.db'): string {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  return join(path, name);
}
