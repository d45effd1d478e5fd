import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { admin, emptyDatabase } from './testing/commands.ts';

const NOTES = 'Call the customer about the brakes. '.repeat(40);
const output = () => temporaryFile('output');

describe.runIf(dialect === 'sqlite')('a file that is not a database', () => {
  test.each([['doctor'], ['backup', output], ['export', output], ['migrate'], ['migrate', () => '--status']])(
    '%s names a file that is not a SQLite database',
    async (command, argument?: () => string) => {
      const file = temporaryFile('notes.txt');
      writeFileSync(file, NOTES);
      const { status, err } = await admin(`file:${file}`, command, ...(argument ? [argument()] : []));
      expect([status, err]).toEqual([
        1,
        `error: ${file} is not a SQLite database: name another file in DATABASE_URL.\n`,
      ]);
    },
  );

  test('a command names a folder used as a database file', async () => {
    const folder = temporaryFile('folder.db');
    mkdirSync(folder);
    const { status, err } = await admin(`file:${folder}`, 'doctor');
    expect(status).toBe(1);
    expect(err).toMatch(/^error: DATABASE_URL: \/.*\/folder\.db is a folder/);
  });

  test('a command names a file whose first page is intact and whose next pages are damaged', async () => {
    const url = await emptyDatabase();
    await admin(url, 'migrate');
    const file = url.slice('file:'.length);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xaa, 4096));
    for (const command of ['backup', 'export']) {
      const { status, err } = await admin(url, command, output());
      expect(status).toBe(1);
      expect(err).toBe(`error: ${file} is damaged: restore the last backup.\n`);
    }
  });
});

test('a backup that does not exist is named by restore', async () => {
  const backup = temporaryFile('nowhere.backup');
  const { status, err } = await admin(await emptyDatabase(), 'restore', backup);
  expect({ status, err }).toEqual({
    status: 1,
    err: `error: ${backup} does not exist: name a file that \`backup\` made.\n`,
  });
});

test('restore names a backup that is not a database', async () => {
  const backup = temporaryFile('notes.txt');
  writeFileSync(backup, NOTES);
  const { status, err } = await admin(await emptyDatabase(), 'restore', backup);
  expect(status).toBe(1);
  expect(err).toMatch(/^error: \/.*\/notes\.txt is not (?:a complete database|a shop export)/);
});

test.each(['backup', 'export'])('%s names a folder that does not exist', async (command) => {
  const url = await emptyDatabase();
  await admin(url, 'migrate');
  const file = join(temporaryFile('no-such-folder'), 'output');
  const { status, err } = await admin(url, command, file);
  expect({ status, err }).toEqual({
    status: 1,
    err: `error: ${dirname(file)} is not a folder that this user can write to: create it, correct its rights, or use another folder.\n`,
  });
});

test('restore names a folder used as a backup', async () => {
  const folder = temporaryFile('folder');
  mkdirSync(folder);
  const { status, err } = await admin(await emptyDatabase(), 'restore', folder);
  expect({ status, err }).toEqual({
    status: 1,
    err: `error: ${folder} is not a file: name one that \`backup\` made.\n`,
  });
});
