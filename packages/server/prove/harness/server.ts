import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../src/platform/root.ts';
import { freshBundle } from '../../src/process/bundle.ts';

/** The program under test: a fresh bundle if there is one, else the sources. */
export function program(): { main: string; admin: string; bundled: boolean } {
  const bundle = freshBundle(root);
  const folder = join(root, 'packages/server', bundle === undefined ? 'src' : 'dist');
  return bundle === undefined
    ? { main: join(folder, 'main.ts'), admin: join(folder, 'admin/main.ts'), bundled: false }
    : { main: bundle, admin: join(folder, 'admin.js'), bundled: true };
}

export type Env = Readonly<Record<string, string>>;

/** A server in a separate process. */
export interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  /** From the start of the process to its first ready response. */
  readonly readyMs: number;
  /** Its standard output. */
  lines(): string[];
  /** Sends SIGKILL and waits for the exit. */
  kill(): Promise<void>;
  /** Sends SIGTERM and returns the exit code. */
  stop(): Promise<number | null>;
}

const SECRET = 'Zk3v-9qLw-77Xb-PmT2-cc0d-RyHe-51Uo';

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined);
  return response?.status === 200;
}

/** Starts a server and waits until it is ready. `around` is a command that runs it, such as strace. */
export async function startServer(env: Env, around: readonly string[] = []): Promise<Running> {
  const from = performance.now();
  const words = [...around, process.execPath, program().main];
  const child = spawn(words[0] ?? '', words.slice(1), {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      JWT_SECRET: SECRET,
      BCRYPT_COST: '10',
      LOG_LEVEL: 'error',
      RATE_LIMIT_DEFAULT: '1000000/60',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const [, found] = /"url":"([^"]+)","msg":"listening"/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    exited.then(() => reject(new Error(`The server exited before it listened: ${errors}`)), reject);
  });
  while (!(await isReady(url))) if (child.exitCode !== null) throw new Error(`The server exited: ${errors}`);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    // A process that has already exited reports its status.
    child.kill(signal);
    const [status] = await exited;
    return status;
  };
  return {
    url,
    child,
    readyMs: performance.now() - from,
    lines: () => lines,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** Runs one admin command to its end. */
export async function runAdmin(
  env: Env,
  args: readonly string[],
  stdin = '',
): Promise<{ status: number | null; text: string }> {
  const child = startAdmin(env, args);
  child.stdin?.end(stdin);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => (text += more));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, text };
}

export function startAdmin(env: Env, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program().admin, ...args], {
    env: { PATH: process.env['PATH'], BCRYPT_COST: '10', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
