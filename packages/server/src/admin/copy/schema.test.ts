import { chmodSync, readFileSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { dialect } from '../../platform/db/columns.ts';
import { temporaryFile } from '../../platform/db/testing/folder.ts';
import { sqliteFile } from '../../platform/db/url.ts';
import { admin, adminOutput, emptyDatabase } from '../testing/commands.ts';

/** An empty database and a backup of it. */
async function backedUp(): Promise<{ url: string; backup: string }> {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  const backup = temporaryFile('shop.backup');
  await adminOutput(url, 'backup', backup);
  return { url, backup };
}

function change(file: string, statements: string): void {
  const client = new Sqlite(file);
  client.exec(statements);
  client.close();
}

describe.runIf(dialect === 'sqlite')('admin restore: schema checks', () => {
  test.each([0o644, 0o666, 0o400])(
    'a restored file is readable by its owner only, whatever the mode of the backup (%o)',
    async (mode) => {
      const { url, backup } = await backedUp();
      chmodSync(backup, mode);
      await adminOutput(url, 'restore', backup);
      expect(statSync(sqliteFile(url)).mode & 0o777).toBe(0o600);
      const fresh = await emptyDatabase();
      await adminOutput(fresh, 'restore', backup);
      expect(statSync(sqliteFile(fresh)).mode & 0o777).toBe(0o600);
    },
  );

  const manipulations = {
    'the trigger "spy" does not belong to a shop':
      "create trigger spy after insert on accounts begin update accounts set role = 'admin'; end",
    'the view "everybody" does not belong to a shop': 'create view everybody as select * from accounts',
    'the table "more" does not belong to a shop': 'create table more (x)',
    'the index "more" does not belong to a shop': 'create index more on parts (name)',
    'the index "sessions_account" is missing': 'drop index sessions_account',
    'the index "sessions_account" was changed':
      'drop index sessions_account; create index sessions_account on sessions (id)',
    'the table "settings" was changed': 'alter table settings add column more text',
    'the index "accounts_login_email" was changed':
      'drop index accounts_login_email; create index accounts_login_email on accounts (email)',
  };
  test.each(Object.entries(manipulations))('restore rejects a backup where %s', async (difference, statements) => {
    const { url, backup } = await backedUp();
    change(backup, statements);
    const before = readFileSync(sqliteFile(url));
    const { status, err } = await admin(url, 'restore', backup);
    expect([status, err]).toEqual([
      1,
      `error: ${backup} has a different schema than its version: ${difference}. Use another backup.\n`,
    ]);
    expect(readFileSync(sqliteFile(url)).equals(before)).toBe(true);
  });

  test('backup of a database with a changed schema succeeds with a warning', async () => {
    const { url } = await backedUp();
    change(sqliteFile(url), 'create index more on parts (name)');
    const { status, err } = await admin(url, 'backup', temporaryFile('changed.backup'));
    expect(status).toBe(0);
    expect(err).toContain('the index "more" does not belong to a shop');
    expect((await admin(url, 'doctor')).out).toContain('BROKEN  the schema matches the migrations');
  });

  test('restore accepts the statistics that SQLite stores itself', async () => {
    const { url, backup } = await backedUp();
    change(backup, 'analyze');
    expect((await admin(url, 'restore', backup)).status).toBe(0);
  });
});
