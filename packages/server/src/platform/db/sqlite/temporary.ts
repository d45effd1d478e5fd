import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// One listener for them all: tests open hundreds.
const folders = new Set<string>();
function removeAll() {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}

/** A folder of our own that is gone after `remove`, at the latest when the process exits. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'mechanic-shop-'));
  if (folders.size === 0) process.once('exit', removeAll);
  folders.add(path);
  const remove = () => {
    folders.delete(path);
    if (folders.size === 0) process.off('exit', removeAll);
    rmSync(path, { recursive: true, force: true });
  };
  return { path, remove };
}
