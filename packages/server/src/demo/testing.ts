import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface ScriptOptions {
  args?: readonly string[];
  /** The whole environment of the process, except PATH. */
  env?: Readonly<Record<string, string>>;
  stdin?: string;
}

// A hanging process must not outlive its test. Scripts that draw pictures for the documentation have no limit.
const LIFE_MS = Number(process.env['SLOW_TEST_MS'] ?? 0);

function launch(script: string, { args = [], env = {}, stdin = '' }: ScriptOptions) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    timeout: LIFE_MS,
    killSignal: 'SIGKILL',
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => {}).end(stdin);
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { child, ended, out: () => out, err: () => err };
}

/** Runs a script to its end. */
export async function runScript(
  script: string,
  surroundings: ScriptOptions = {},
): Promise<{ status: number | null; out: string; err: string }> {
  const { ended, out, err } = launch(script, surroundings);
  const status = await ended;
  return { status, out: out(), err: err() };
}

export interface RunningScript {
  url: string;
  out(): string;
  err(): string;
  /** Stops it with SIGTERM and returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a script that serves, and waits until it prints its address. */
export async function startScript(script: string, surroundings: ScriptOptions = {}): Promise<RunningScript> {
  const { child, ended, out, err } = launch(script, surroundings);
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said: unknown = JSON.parse(line);
      if (typeof said === 'object' && said !== null && 'url' in said && 'msg' in said && said.msg === 'listening') {
        resolve(String(said.url));
      }
    });
  });
  const url = await Promise.race([listening, ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`${script} ended before it listened: ${err()}`);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, out, err, stop };
}

/** A folder that is deleted by `remove`. */
export function scratchFolder() {
  const path = mkdtempSync(join(tmpdir(), 'mechanic-shop-test-'));
  return {
    path,
    file: (name: string) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
