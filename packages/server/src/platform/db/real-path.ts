import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

// The limit of Linux.
const MAX_LINKS = 40;

/** The target of a symbolic link; undefined for anything else. */
function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Resolves symbolic links to one path per file: two spellings would be two locks. A missing file resolves from its
 * deepest existing folder.
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
