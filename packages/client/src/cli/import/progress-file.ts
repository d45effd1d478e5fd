import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Outcome } from '../../csv/outcome.ts';
import { type Io, variable } from '../io.ts';

/** How far an import has come, so that a repeated one continues. */
export interface Progress {
  /** Chunks that are imported. */
  done: number;
  outcome: Outcome;
}

/** Where an interrupted import is remembered. */
export interface ProgressFile {
  load(): Promise<Progress | undefined>;
  save(progress: Progress): Promise<void>;
  remove(): Promise<void>;
}

/** The file of one import. Without a place to write it, an import is remembered by its keys alone. */
export function progressFile(io: Io, digest: string): ProgressFile {
  const configured = variable(io, 'XDG_STATE_HOME');
  const home = variable(io, 'HOME') ?? homedir();
  const folder = join(
    configured && isAbsolute(configured) ? configured : join(home, '.local', 'state'),
    'mechanic-shop',
  );
  const path = join(folder, `import-${digest}.json`);
  return {
    load: async () => {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as Progress;
      } catch {
        return undefined;
      }
    },
    save: async (progress) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(`${path}.new`, JSON.stringify(progress), { mode: 0o600 });
        await rename(`${path}.new`, path);
      } catch {
        // The keys of the chunks still keep a repeated import from taking effect twice.
      }
    },
    remove: async () => {
      await rm(path, { force: true }).catch(() => undefined);
    },
  };
}
