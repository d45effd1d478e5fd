import { execFile } from 'node:child_process';
import { existsSync, linkSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { DatabaseInUse, lockDatabaseFile } from '../platform/db/lock.ts';
import { formerName } from '../platform/db/one-name.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { admin, adminOutput, demoDatabase } from './testing/commands.ts';

const main = join(import.meta.dirname, 'main.ts');

// Kills the process that is about to give a prepared copy the name of the database.
const killAtRename = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    if (from.endsWith('.unfinished')) process.kill(process.pid, 'SIGKILL');
    renameSync(from, to);
  };
  syncBuiltinESMExports();
`)}`;

/** The names next to a database that a restore made. */
function restoreNames(file: string): string[] {
  return readdirSync(dirname(file)).filter((name) => /before-restore|unfinished/.test(name));
}

/** A demo shop whose restore was killed between naming the former file and replacing it. */
async function halfRestored() {
  const url = await demoDatabase();
  const [file, backup] = [sqliteFile(url), temporaryFile('shop.backup')];
  await adminOutput(url, 'backup', backup);
  const restore = promisify(execFile)(process.execPath, ['--import', killAtRename, main, 'restore', backup], {
    env: { ...process.env, DATABASE_URL: url },
  });
  await expect(restore).rejects.toMatchObject({ signal: 'SIGKILL' });
  expect(statSync(file).nlink).toBe(2);
  expect(restoreNames(file)).toHaveLength(2);
  return { url, file, backup };
}

describe.runIf(dialect === 'sqlite')('after a restore that was killed before it replaced the database', () => {
  test('a server starts, and nothing of the restore is left', async () => {
    const { file } = await halfRestored();
    lockDatabaseFile(file).release();
    expect(statSync(file).nlink).toBe(1);
    expect(restoreNames(file)).toEqual([]);
  });

  test('the same restore succeeds, and keeps the former database once', async () => {
    const { url, file, backup } = await halfRestored();
    expect(await adminOutput(url, 'restore', backup)).toContain('The former database is');
    const [former = '', ...others] = restoreNames(file);
    expect(others).toEqual([]);
    expect(await adminOutput(`file:${join(dirname(file), former)}`, 'doctor')).toContain('Nothing is wrong.');
    expect(await adminOutput(url, 'doctor')).toContain('Nothing is wrong.');
  });

  test('other commands work', async () => {
    const { url, file } = await halfRestored();
    expect(await adminOutput(url, 'doctor')).toContain('Nothing is wrong.');
    expect(restoreNames(file)).toEqual([]);
  });
});

describe.runIf(dialect === 'sqlite')('names like those of a restore', () => {
  test('stay while a restore runs', async () => {
    const file = sqliteFile(await demoDatabase());
    const former = formerName(file, new Date());
    const lock = lockDatabaseFile(file);
    linkSync(file, former);
    expect(() => lockDatabaseFile(file)).toThrow(DatabaseInUse);
    expect((await admin(`file:${file}`, 'doctor')).err).toContain('Another server uses');
    expect(existsSync(former)).toBe(true);
    lock.release();
  });

  test('stay when they are files of their own', async () => {
    const file = sqliteFile(await demoDatabase());
    const [former, link] = [formerName(file, new Date()), temporaryFile('link.db')];
    await adminOutput(`file:${file}`, 'backup', former);
    lockDatabaseFile(file).release();
    expect(restoreNames(file)).toEqual([basename(former)]);
    // A second name elsewhere is still refused, whatever lies next to the database.
    linkSync(file, link);
    linkSync(file, `${file}.before-restore.2026-11-20T09-30-00-000Z`);
    expect(() => lockDatabaseFile(file)).toThrow(/is one of 3 names \(hard links\)/);
    expect(restoreNames(file)).toHaveLength(2);
  });
});
