import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const serverFolder = join(import.meta.dirname, '../packages/server');

export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  /** Runs an admin command on the same database. */
  admin(args: string[], input?: string, settings?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve(child.exitCode);
}

/**
 * Starts a real server as the start command does: a fresh bundle if there is one, on a free port and a new database
 * file.
 */
export async function startServer(settings: Record<string, string> = {}, run: string[] = []): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-bench-'));
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    LOG_LEVEL: 'info',
    DATABASE_URL: `file:${folder}/shop.db`,
    ...settings,
  };
  const [command, ...args] = [...run, process.execPath, 'src/process/start.ts'];
  const child = spawn(command, args, { cwd: serverFolder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server exited with status ${code}.`)));
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line) as { msg?: string; url?: string };
      if (said.msg === 'listening' && said.url) resolve(said.url);
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    admin: async (words, input = '', more = {}) => {
      const admin = spawn(process.execPath, ['src/admin/main.ts', ...words], {
        cwd: serverFolder,
        env: { ...env, ...more },
        stdio: ['pipe', 'ignore', 'inherit'],
      });
      admin.stdin.end(input);
      if ((await ended(admin)) !== 0) throw new Error(`admin ${words.join(' ')} failed.`);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
