import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from './stage.ts';

/** Whether a small disk of our own can be mounted here. */
export function canMount(): boolean {
  const folder = `/tmp/mechanic-shop-mount-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return mounted;
}

const CHUNKS = [64 * 1024, 4096, 1];

/** Writes until not even one byte more fits. */
function fill(path: string): void {
  for (const size of CHUNKS) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(size));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}

/** A file system of its own that a proof fills and empties. */
export interface SmallDisk {
  /** A path on it. */
  file(name: string): string;
  /** Takes all room that is left. */
  fill(): void;
  /** Gives back a part of what `fill` took. */
  giveBack(bytes: number): void;
  /** Gives back all that `fill` took. */
  free(): void;
}

/** Mounts a disk for the time of a proof. */
export function mountSmallDisk(stage: Stage, megabytes: number): SmallDisk {
  const folder = stage.file('disk');
  mkdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) {
    throw new Error('mount failed');
  }
  stage.after(() => spawnSync('umount', ['-l', folder]));
  const filler = join(folder, 'filler');
  return {
    file: (name) => join(folder, name),
    fill: () => fill(filler),
    giveBack: (bytes) => truncateSync(filler, statSync(filler).size - bytes),
    free: () => rmSync(filler),
  };
}
