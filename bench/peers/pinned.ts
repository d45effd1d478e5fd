import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../packages/server/src/platform/root.ts';
import { freshBundle } from '../../packages/server/src/process/bundle.ts';

/** A server in a separate process, bound to the first core. */
export interface Pinned {
  readonly url: string;
  /** From the start of the process until it listens. */
  readonly startMs: number;
  /** The CPU time of all its threads so far, in milliseconds. */
  cpuMs(): number;
  /** Its private memory in MiB: what the system cannot reclaim. */
  anonymousMiB(): number;
  stop(): Promise<void>;
}

const TICKS_PER_SECOND = 100;

function cpuMsOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The process name is in parentheses and may contain anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

function anonymousMiBOf(pid: number): number {
  const kib = /^Anonymous: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

function urlIn(log: string): string | undefined {
  const line = log.split('\n').find((text) => text.includes('"listening"'));
  return /"url":"([^"]+)"/.exec(line ?? '')?.[1];
}

async function startedUrl(child: ChildProcess, log: string): Promise<string> {
  for (;;) {
    const url = urlIn(readFileSync(log, 'utf8'));
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(`The server exited during startup:\n${readFileSync(log, 'utf8')}`);
    await sleep(5);
  }
}

/** Starts a Node program on the first core; its log goes to a file. */
export async function startPinned(
  args: readonly string[],
  { log, env = {} }: { log: string; env?: Record<string, string> },
): Promise<Pinned> {
  const output = openSync(log, 'w');
  const startedAt = performance.now();
  const child = spawn('taskset', ['-c', '0', process.execPath, ...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const url = await startedUrl(child, log);
  const startMs = performance.now() - startedAt;
  const pid = child.pid ?? 0;
  return {
    url,
    startMs,
    cpuMs: () => cpuMsOf(pid),
    anonymousMiB: () => anonymousMiBOf(pid),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** The program that production runs: a fresh bundle if there is one, else the sources. */
export const serverProgram = (): string => freshBundle(root) ?? join(root, 'packages/server/src/main.ts');

/** The settings of our server for a comparison: as in production, with limits that are never reached. */
export function serverSettings(databaseFile: string, secret: string): Record<string, string> {
  return {
    PORT: '0',
    DATABASE_URL: `file:${databaseFile}`,
    JWT_SECRET: secret,
    RATE_LIMIT_DEFAULT: '999999999/3600',
    LOG_LEVEL: 'info',
    NODE_OPTIONS: '--max-semi-space-size=8',
  };
}
