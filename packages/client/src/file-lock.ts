import { hex } from './hex.ts';
import { builtin } from './node.ts';

const BEAT_MS = 1000;
// The holder updates the file every second. After 100 polls (5 seconds) without an update it has been killed.
const SILENT_POLLS = 100;
const FREE = 'free';

/**
 * Waits until the lock file `path` can be created; returns a function that releases it. A holder's silence is counted
 * in polls, not by the clock, so that a machine waking from sleep does not evict a live holder.
 */
export async function lockFile(path: string, pollMs = 50): Promise<() => Promise<void>> {
  const fs = builtin('node:fs/promises');
  const mine = hex(16);
  let beat = FREE;
  let silent = 0;
  for (;;) {
    try {
      await fs.writeFile(path, mine, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const seen = await beatOf(path);
    silent = seen === beat && seen !== FREE ? silent + 1 : 0;
    beat = seen;
    if (silent >= SILENT_POLLS) {
      await evict(path, beat, mine);
      silent = 0;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }

  const beating = setInterval(() => {
    const now = new Date();
    fs.utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beating.unref?.();
  return async () => {
    clearInterval(beating);
    const holder = await fs.readFile(path, 'utf8').catch(() => undefined);
    if (holder === mine) await fs.rm(path, { force: true });
  };
}

/** Changes with every new holder of the lock, and with every update by its holder. */
async function beatOf(path: string) {
  try {
    const { ino, mtimeMs } = await builtin('node:fs/promises').stat(path);
    return `${ino}:${mtimeMs}`;
  } catch {
    return FREE;
  }
}

/** Moves a dead lock away. Only one waiter's rename succeeds; a live lock moved by mistake is put back. */
async function evict(path: string, beat: string, mine: string) {
  const fs = builtin('node:fs/promises');
  const aside = `${path}.${mine}`;
  try {
    await fs.rename(path, aside);
    if ((await beatOf(aside)) !== beat) await fs.link(aside, path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  } finally {
    await fs.rm(aside, { force: true });
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;
