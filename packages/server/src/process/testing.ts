import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../main.ts');

/** A server in a separate process. */
export interface ServerProcess {
  child: ChildProcess;
  /** Its URL once it listens; rejects when it exits before. */
  listening: Promise<string>;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  out(): string;
  err(): string;
}

function urlIn(text: string): string | undefined {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { msg: string; url: string })
    .find(({ msg }) => msg === 'listening')?.url;
}

/** Starts main.ts with only these variables; the caller stops it. */
export function startProcess(env: Record<string, string>, nodeOptions: string[] = []): ServerProcess {
  const child = spawn(process.execPath, [...nodeOptions, MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.err += chunk));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text.out += chunk;
      const url = urlIn(text.out);
      if (url !== undefined) resolve(url);
    });
    child.on('close', () => reject(new Error(`The server ended before it listened: ${text.err}`)));
  });
  // Avoids an unhandled rejection for callers that wait only for the end.
  listening.catch(() => undefined);
  return { child, listening, exited, out: () => text.out, err: () => text.err };
}
