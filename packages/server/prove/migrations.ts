import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { startPostgres } from './harness/postgres.ts';
import { type Proof, createVerdict, randomBetween } from './harness/proof.ts';
import { type Sandbox, inSandbox } from './harness/sandbox.ts';

type Engine = 'sqlite' | 'postgres';
const ROWS = 300_000;

const bulk: Record<Engine, string> = {
  sqlite: `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
    insert into bulk select i, i from n`,
  postgres: `insert into bulk select i, i from generate_series(1, ${ROWS}) as i`,
};

/** The project's migrations and a long one of several steps. */
function folderWithBulk(sandbox: Sandbox, engine: Engine): string {
  const folder = sandbox.file('migrations');
  cpSync(join(import.meta.dirname, '../migrations', engine), folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: object[] };
  writeFileSync(journal, JSON.stringify({ entries: [...entries, { tag: '9999_bulk' }] }));
  const steps = [
    'create table bulk (id bigint primary key, n bigint)',
    bulk[engine],
    'update bulk set n = -n',
    'create index bulk_n on bulk (n)',
  ];
  const text = steps.join(';--> statement-breakpoint\n');
  writeFileSync(join(folder, '9999_bulk.sql'), engine === 'sqlite' ? text.replaceAll('bigint', 'integer') : text);
  return folder;
}

function migrating(url: string, folder: string) {
  const module = JSON.stringify(new URL('../src/platform/db/migrate.ts', import.meta.url).href);
  const code = `const { migrateDatabase } = await import(${module});
    console.log('go'); await migrateDatabase(${JSON.stringify(url)}, ${JSON.stringify(folder)});`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

interface State {
  recorded: boolean;
  /** The number of rows that the complete migration creates; undefined without its table. */
  rows: number | undefined;
}

function sqliteState(file: string): State {
  const client = new Sqlite(file);
  try {
    const recorded = client.prepare("select 1 from migrations where name = '9999_bulk'").get() !== undefined;
    const table = client.prepare("select 1 from sqlite_schema where name = 'bulk'").get() !== undefined;
    const rows = table ? Number(client.prepare('select count(*) from bulk where n = -id').pluck().get()) : undefined;
    return { recorded, rows };
  } finally {
    client.close();
  }
}

/** Kills a migration at random moments: afterwards it is complete or absent. */
export function proveMigrations({ rounds, engine }: { rounds: number; engine: Engine }): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const postgres = engine === 'postgres' ? await startPostgres() : undefined;
    if (postgres) sandbox.after(() => postgres.close());
    const folder = folderWithBulk(sandbox, engine);
    const plain = join(import.meta.dirname, '../migrations', engine);
    const urlOf = async (n: number): Promise<string> => {
      if (!postgres) return `file:${sandbox.file(`${n}.db`)}`;
      await postgres.query(`create database n${n}`);
      return postgres.url.replace(/postgres$/, `n${n}`);
    };
    const stateOf = async (n: number, url: string): Promise<State> => {
      if (!postgres) return sqliteState(sandbox.file(`${n}.db`));
      const { onConnection } = await import('../src/platform/db/postgres/server.ts');
      return onConnection(url, async (client) => {
        const { rows: names } = await client.query("select 1 from migrations where name = '9999_bulk'");
        const { rows: tables } = await client.query<{ t: string | null }>("select to_regclass('bulk')::text as t");
        if (tables[0]?.t === null) return { recorded: names.length > 0, rows: undefined };
        const { rows } = await client.query<{ count: number }>('select count(*)::int from bulk where n = -id');
        return { recorded: names.length > 0, rows: rows[0]?.count };
      });
    };
    let tookMs = 0;
    const run = async (url: string, from: string, killAfterMs?: number): Promise<number | null> => {
      const child = migrating(url, from);
      const ended = once(child, 'exit') as Promise<[number | null]>;
      await once(child.stdout, 'data');
      const begun = performance.now();
      if (killAfterMs !== undefined) {
        await Promise.race([ended, sleep(killAfterMs)]);
        child.kill('SIGKILL');
      }
      const [code] = await ended;
      tookMs = performance.now() - begun;
      return code;
    };

    const first = await urlOf(0);
    check((await run(first, folder)) === 0, 'the migration fails');
    const wholeMs = tookMs;
    let [killed, absent, whole, half] = [0, 0, 0, 0];
    for (let n = 1; n <= rounds; n++) {
      const url = await urlOf(n);
      await run(url, plain);
      if ((await run(url, folder, randomBetween(0, wholeMs))) === null) killed += 1;
      const { recorded, rows } = await stateOf(n, url);
      if (rows === undefined) absent += 1;
      else if (rows === ROWS && recorded) whole += 1;
      else half += 1;
      check(rows === (recorded ? ROWS : undefined), `round ${n} left ${rows} rows and ${recorded ? 'a' : 'no'} record`);
      if (n % 5 === 0) check((await run(url, folder)) === 0, `round ${n} cannot be migrated afterwards`);
    }
    return {
      broken,
      figures: { migrations: rounds, killed, absent, complete: whole, half },
    };
  });
}
