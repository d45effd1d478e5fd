import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// One listener for all of them: tests open hundreds.
const folders = new Set<string>();
function removeAll() {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}

/** A temporary folder, deleted by `remove`, or at the latest when the process exits. */
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
