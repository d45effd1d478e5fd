import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Calls, createCalls } from './call.ts';
import { type Env, type Running, startServer } from './server.ts';
import { type Writers, type WritersOptions, startWriters } from './writers.ts';

/** The resources of a proof, which are stopped and removed after it, however it ends. */
export interface Sandbox {
  readonly calls: Calls;
  /** A path in a temporary folder of the proof. */
  file(name: string): string;
  start(env: Env, around?: readonly string[]): Promise<Running>;
  write(options: Omit<WritersOptions, 'calls'>): Writers;
  after(end: () => unknown): void;
}

export async function inSandbox<T>(run: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const calls = createCalls();
  const folder = mkdtempSync(join(tmpdir(), 'mechanic-shop-proof-'));
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), () => calls.close()];
  const after = (end: () => unknown): void => void ends.push(end);
  const start = async (env: Env, around: readonly string[] = []): Promise<Running> => {
    const server = await startServer(env, around);
    after(() => server.kill());
    return server;
  };
  const write = (options: Omit<WritersOptions, 'calls'>): Writers => {
    const writers = startWriters({ ...options, calls });
    after(() => writers.abandon());
    return writers;
  };
  try {
    return await run({ calls, file: (name) => join(folder, name), start, write, after });
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}
