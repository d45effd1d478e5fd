import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.ts';

/** Whether a small disk can be mounted here. */
export function canMount(): boolean {
  const folder = `/tmp/mechanic-shop-mount-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}

const CHUNKS = [64 * 1024, 4096, 1];

/** Writes until not one more byte fits. */
function fill(path: string): void {
  for (const size of CHUNKS) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(size));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}

/** A separate file system that a proof fills and empties. */
export interface SmallDisk {
  /** A path on it. */
  file(name: string): string;
  /** Fills all remaining space. */
  fill(): void;
  /** Frees a part of what `fill` wrote. */
  giveBack(bytes: number): void;
  /** Frees all that `fill` wrote. */
  free(): void;
}

/** Mounts a disk for the duration of a proof. */
export function mountSmallDisk(sandbox: Sandbox, megabytes: number): SmallDisk {
  const folder = sandbox.file('disk');
  mkdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) {
    throw new Error('mount failed');
  }
  sandbox.after(() => spawnSync('umount', ['-l', folder]));
  const filler = join(folder, 'filler');
  return {
    file: (name) => join(folder, name),
    fill: () => fill(filler),
    giveBack: (bytes) => truncateSync(filler, statSync(filler).size - bytes),
    free: () => rmSync(filler),
  };
}
