import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, linkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { DatabaseInUse, lockDatabaseFile } from './lock.ts';
import { temporaryFile } from './testing/folder.ts';

const lockModule = JSON.stringify(new URL('lock.ts', import.meta.url).href);

/** Another program that holds the lock until it is killed. */
async function holder(file: string) {
  const code = `const { lockDatabaseFile } = await import(${lockModule});
    lockDatabaseFile(${JSON.stringify(file)}); console.log('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a second server is rejected in one line until the first releases the lock', () => {
  const file = temporaryFile();
  const lock = lockDatabaseFile(file);
  expect(() => lockDatabaseFile(file)).toThrow(/^Another server uses .*shop\.db: stop it first[^\n]*$/);
  expect(() => lockDatabaseFile(file)).toThrow(new DatabaseInUse(file));
  lock.release();
  lockDatabaseFile(file).release();
});

test('a program that reads the lock file does not block it, and only the owner may read it', () => {
  const file = temporaryFile();
  lockDatabaseFile(file).release();
  chmodSync(`${file}.lock`, 0o644);
  const reader = new Sqlite(`${file}.lock`);
  reader.exec('begin; select * from sqlite_schema');
  const lock = lockDatabaseFile(file);
  expect(statSync(`${file}.lock`).mode & 0o777).toBe(0o600);
  expect(() => lockDatabaseFile(file)).toThrow('Another server');
  reader.close();
  lock.release();
});

test('a file has one lock, whatever links point to it', () => {
  const file = temporaryFile();
  const [link, folder] = [temporaryFile('link.db'), temporaryFile('folder')];
  symlinkSync(file, link);
  symlinkSync(dirname(file), folder);
  const lock = lockDatabaseFile(link);
  for (const name of [file, link, join(folder, basename(file)), `${dirname(file)}//./${basename(file)}`]) {
    expect(() => lockDatabaseFile(name), name).toThrow('Another server');
  }
  lock.release();
});

test('a file with hard links is refused under every name, until one is left', () => {
  const [file, link] = [temporaryFile(), temporaryFile('link.db')];
  writeFileSync(file, '');
  linkSync(file, link);
  for (const name of [file, link]) {
    expect(() => lockDatabaseFile(name), name).toThrow(
      / is one of 2 names \(hard links\) of one file.*: remove the others/,
    );
    expect(existsSync(`${name}.lock`)).toBe(false);
  }
  rmSync(link);
  lockDatabaseFile(file).release();
});

test('different files have separate locks', () => {
  const lock = lockDatabaseFile(temporaryFile());
  expect(() => lockDatabaseFile(temporaryFile()).release()).not.toThrow();
  lock.release();
});

test('the lock is released however its holder exits', async () => {
  const file = temporaryFile();
  const child = await holder(file);
  expect(() => lockDatabaseFile(file)).toThrow('Another server');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const reader = new Sqlite(`${file}.lock`, { readonly: true });
  reader.exec('begin; select * from sqlite_schema');
  lockDatabaseFile(file).release();
  reader.close();
});

test('the lock is held even when the caller drops its reference', () => {
  const file = temporaryFile();
  // The caller keeps no reference, so an unreferenced lock would be garbage-collected here.
  const code = `const { lockDatabaseFile } = await import(${lockModule});
    const { setImmediate: turn } = await import('node:timers/promises');
    const file = ${JSON.stringify(file)};
    lockDatabaseFile(file);
    for (let i = 0; i < 5; i++) { await turn(); gc(); }
    try { lockDatabaseFile(file); console.log('lost'); } catch { console.log('kept'); }`;
  const answer = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect(answer.trim()).toBe('kept');
});
