import { lockFile } from './file-lock.ts';
import { hex } from './hex.ts';
import { builtin } from './node.ts';
import { type SessionStore, isSession } from './session-store.ts';

/**
 * Stores the session in a file that only its owner can read (Node only). Several programs may share the file: one at a
 * time refreshes the session, and the others load what it saved.
 * @param path The path of the file. Missing folders are created, readable only by the owner.
 */
export function fileSession(path: string): SessionStore {
  return {
    async load() {
      const text = await readIfThere(path);
      // A damaged file counts as no session: the next login overwrites it.
      return text === undefined ? null : parse(text);
    },

    async save(session) {
      const fs = builtin('node:fs/promises');
      if (session === null) return fs.rm(path, { force: true });
      await makeFolder(path);
      const draft = `${path}.${hex(8)}.tmp`;
      try {
        await fs.writeFile(draft, `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
        await fs.rename(draft, path);
      } catch (error) {
        await fs.rm(draft, { force: true });
        throw error;
      }
    },

    async lock(work) {
      await makeFolder(path);
      const release = await lockFile(`${path}.lock`);
      try {
        return await work();
      } finally {
        await release();
      }
    },
  };
}

async function makeFolder(path: string) {
  const folder = builtin('node:path').dirname(path);
  await builtin('node:fs/promises').mkdir(folder, { recursive: true, mode: 0o700 });
}

async function readIfThere(path: string) {
  try {
    return await builtin('node:fs/promises').readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isSession(value) ? value : null;
  } catch {
    return null;
  }
}
