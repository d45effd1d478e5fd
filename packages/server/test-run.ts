import type { TestProject } from 'vitest/node';
import { prefixOfRun } from './src/platform/db/postgres/run-prefix.ts';

/** Drops the databases that tests of this run made on PostgreSQL for several files. */
export function setup({ config }: TestProject): (() => Promise<void>) | undefined {
  const url: unknown = config.env['DATABASE_URL'];
  if (typeof url !== 'string') return undefined;
  return async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [`${prefixOfRun(process.pid)}_`],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
    await client.end();
  };
}
