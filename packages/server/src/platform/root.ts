import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder of the server's package, from a file of its sources or of its bundle. */
function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** The root of the repository. */
export const root = resolve(packageFolder(), '../..');
