import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../src/testing/free-port.ts';
import { until } from './proof.ts';

/** A separate PostgreSQL for a proof, durable as in production, which it may kill, freeze and restart. */
export interface PrivatePostgres {
  readonly url: string;
  start(): Promise<void>;
  /** Kills it without cleanup; the next start recovers from the journal. */
  crash(): Promise<void>;
  /** Stops all of its processes until `resume`. */
  freeze(): void;
  resume(): void;
  query<R extends pg.QueryResultRow>(text: string): Promise<R[]>;
  close(): Promise<void>;
}

function folderOfPrograms(): string | undefined {
  return globSync('/usr/lib/postgresql/*/bin')
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .findLast((folder) => existsSync(join(folder, 'initdb')));
}

export const hasPostgres = (): boolean => folderOfPrograms() !== undefined;

const idOf = (flag: '-u' | '-g'): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);

function childrenOf(pid: number): number[] {
  return spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);
}

export async function startPostgres(): Promise<PrivatePostgres> {
  const programs = folderOfPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is missing. On Debian: apt-get install postgresql');
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const folder = mkdtempSync(join(tmpdir(), 'mechanic-shop-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const init = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'shop', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...user,
      encoding: 'utf8',
    },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
  const port = await freePort();
  const url = `postgres://shop@127.0.0.1:${port}/postgres`;
  let running: ChildProcess | undefined;

  const query = async <R extends pg.QueryResultRow>(text: string): Promise<R[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<R>(text)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const answers = () =>
    query('select 1').then(
      () => true,
      () => false,
    );
  const start = async (): Promise<void> => {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60'];
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
    running = spawn(join(programs, 'postgres'), args, { ...user, stdio: 'ignore' });
    await until(answers);
  };
  const signal = (name: NodeJS.Signals): void => {
    const pid = running?.pid;
    if (pid !== undefined) for (const one of [pid, ...childrenOf(pid)]) process.kill(one, name);
  };
  const crash = async (): Promise<void> => {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  };
  await start();
  return {
    url,
    start,
    crash,
    freeze: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    query,
    close: async () => {
      signal('SIGCONT');
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
