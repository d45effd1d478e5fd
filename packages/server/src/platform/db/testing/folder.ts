import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../sqlite/temporary.ts';

/** A path inside a temporary folder that is deleted after the test, or when `finished` runs what it is given. */
export function temporaryFile(name = 'shop.db', finished: (remove: () => void) => void = onTestFinished): string {
  const { path, remove } = temporaryFolder();
  finished(remove);
  return join(path, name);
}
