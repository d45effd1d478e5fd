import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

// As many as Linux follows.
const MAX_LINKS = 40;

/** Where a link leads; undefined for anything else. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The one path of a file, whatever symbolic links lead to it: two spellings would be two locks. What does not exist yet
 * counts from the deepest folder that does.
 */
export function realPath(path: string, links = 0): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const parent = dirname(path);
    if (parent === path) return path;
    const folder = realPath(parent, links);
    const target = targetOf(path);
    if (target === undefined) return join(folder, basename(path));
    if (links >= MAX_LINKS) throw error;
    return realPath(resolve(folder, target), links + 1);
  }
}
