import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { admin, adminOutput } from '../../../admin/testing/commands.ts';
import { dialect } from '../columns.ts';
import { temporaryFile } from '../testing/folder.ts';
import { onConnection } from './server.ts';
import { createEmptyDatabase } from './testing.ts';

const PASSWORD = 'a-secret-that-no-line-may-show';

/** An empty database, with roles that are dropped after the test. */
async function prepare() {
  const { url, drop } = await createEmptyDatabase();
  onTestFinished(drop);
  const run = (...statements: string[]) =>
    onConnection(url, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  const role = `role_${randomUUID().replaceAll('-', '')}`;
  await run(`create role ${role} login password '${PASSWORD}'`);
  onTestFinished(() => run(`drop owned by ${role}`, `drop role ${role}`));
  const as = (change: (url: URL) => void): string => {
    const changed = new URL(url);
    change(changed);
    return changed.href;
  };
  const asRole = as((it) => Object.assign(it, { username: role, password: PASSWORD }));
  return { url, run, role, as, asRole };
}

/** The line printed by a command that cannot use the database. */
async function refusal(url: string, ...argv: string[]): Promise<string> {
  const { status, err } = await admin(url, ...argv);
  expect(status).toBe(1);
  expect(err).toMatch(/^error: DATABASE_URL: [^\n]+\n$/);
  expect(err).not.toContain(PASSWORD);
  return err.slice('error: DATABASE_URL: '.length);
}

describe.runIf(dialect === 'postgres')('PostgreSQL connection errors', () => {
  test('a missing database, wrong password, unknown role, missing password or missing server is explained', async () => {
    const { as, role } = await prepare();
    const missing = as((it) => (it.pathname = '/no_such_shop'));
    for (const command of ['migrate', 'doctor', 'seed-demo']) {
      expect(await refusal(missing, command)).toMatch(
        /^there is no database "no_such_shop" at .*createdb no_such_shop/,
      );
    }
    const wrong = as((it) => Object.assign(it, { username: role, password: `${PASSWORD}-wrong` }));
    expect(await refusal(wrong, 'migrate')).toMatch(new RegExp(`has no role "${role}", or its password differs`));
    const unknown = as((it) => (it.username = 'nobody_of_that_name'));
    expect(await refusal(unknown, 'migrate')).toContain('nobody_of_that_name');
    const without = as((it) => (it.password = ''));
    expect(await refusal(without, 'migrate')).toMatch(/needs a password .* add it to the URL/);
    const nowhere = as((it) => Object.assign(it, { port: '1', password: PASSWORD }));
    expect(await refusal(nowhere, 'migrate')).toMatch(/^no PostgreSQL answers at 127\.0\.0\.1:1: start it there/);
  });

  test('a role without login permission is explained', async () => {
    const { run, role, asRole } = await prepare();
    await run(`alter role ${role} nologin`);
    expect(await refusal(asRole, 'migrate')).toMatch(new RegExp(`rejects the role "${role}"`));
  });

  test('a role that may not create tables, connect or use them is explained', async () => {
    const { url, run, role, asRole } = await prepare();
    expect(await refusal(asRole, 'migrate')).toMatch(
      new RegExp(`the role "${role}" lacks a privilege \\(permission denied`),
    );
    await adminOutput(url, 'migrate');
    expect(await refusal(asRole, 'migrate')).toMatch(/lacks a privilege \(permission denied for table migrations\)/);
    await run(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    expect(await adminOutput(asRole, 'migrate')).toContain('up to date');
    await run(`revoke update on parts from ${role}`);
    expect(await refusal(asRole, 'migrate')).toMatch(/lacks update on the table "parts": grant it \(grant select/);
    const { pathname } = new URL(url);
    await run(`revoke connect on database ${pathname.slice(1)} from public`);
    expect(await refusal(asRole, 'doctor')).toMatch(/lacks a privilege \(permission denied for database/);
  });
});

function inSchema(url: string, path: string): string {
  return `${url}?options=${encodeURIComponent(`-c search_path=${path}`)}`;
}

describe.runIf(dialect === 'postgres')('schemas of search_path', () => {
  test('a schema of search_path holds a complete shop while another schema holds one too', async () => {
    const { url, run } = await prepare();
    await run('create schema shop', 'create schema "Shop-2"');
    const [one, two] = [inSchema(url, 'shop'), inSchema(url, '"Shop-2",pg_catalog')];
    await adminOutput(one, 'seed-demo');
    await adminOutput(two, 'migrate');
    const tables = await onConnection(url, async (client) => {
      const perSchema = `select schemaname::text as name, count(*)::int as tables from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') group by 1 order by 1 desc`;
      return (await client.query<{ name: string; tables: number }>(perSchema)).rows;
    });
    expect(tables.map(({ name }) => name)).toEqual(['shop', 'Shop-2']);
    expect(tables[0]?.tables).toBe(tables[1]?.tables);
    const file = temporaryFile('shop.jsonl');
    await adminOutput(one, 'backup', file);
    await adminOutput(two, 'restore', file);
    for (const shop of [one, two]) expect(await adminOutput(shop, 'doctor')).toContain('Nothing is wrong.');
    expect(await adminOutput(two, 'migrate', '--status')).not.toContain('pending');
  });

  test('a search_path whose schema does not exist is rejected', async () => {
    const { url } = await prepare();
    for (const command of ['migrate', 'doctor']) {
      expect(await refusal(inSchema(url, 'nowhere'), command)).toMatch(/^no schema of search_path exists: create one/);
    }
  });

  test('a URL with an unescaped space in search_path works', async () => {
    const { url, run } = await prepare();
    await run('create schema shop');
    const typed = `${url}?options=-c search_path=shop`;
    expect(await adminOutput(typed, 'migrate')).toContain('applied');
    expect(await adminOutput(inSchema(url, 'shop'), 'migrate')).toContain('up to date');
  });

  test('a shop is not confused with the tables of another program or a shop in a later schema', async () => {
    const { url, run } = await prepare();
    await run('create schema shop', 'create table public.migrations (id int, batch int)');
    await adminOutput(inSchema(url, 'shop,public'), 'migrate');
    const { url: other, run: runOther } = await prepare();
    await adminOutput(other, 'migrate');
    await runOther('create schema shop');
    expect(await refusal(inSchema(other, 'shop,public'), 'migrate')).toMatch(
      /^search_path starts with the schema "shop", but a shop is in "public"/,
    );
    await adminOutput(inSchema(other, 'public,shop'), 'migrate');
  });
});
