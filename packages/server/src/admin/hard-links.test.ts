import { linkSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dialect } from '../platform/db/columns.ts';
import { ManyNames } from '../platform/db/one-name.ts';
import { openDatabase } from '../platform/db/open.ts';
import { temporaryFile } from '../platform/db/testing/folder.ts';
import { sqliteFile } from '../platform/db/url.ts';
import { admin, adminOutput, emptyDatabase } from './testing/commands.ts';

test.runIf(dialect === 'sqlite')('no command and no server uses a file with hard links', async () => {
  const url = await emptyDatabase();
  await adminOutput(url, 'migrate');
  const link = temporaryFile('link.db');
  linkSync(sqliteFile(url), link);
  const into = temporaryFile('copy');
  for (const name of [url, `file:${link}`]) {
    for (const command of [['doctor'], ['backup', into], ['export', into], ['migrate'], ['restore', into]]) {
      const { status, err } = await admin(name, ...command);
      expect({ command, status }).toEqual({ command, status: 1 });
      expect(err).toMatch(/^error: .* is one of 2 names \(hard links\) of one file.*: remove the others[^\n]*\n$/);
    }
    await expect(openDatabase(name)).rejects.toThrow(ManyNames);
  }
  rmSync(link);
  await adminOutput(url, 'backup', into);
  expect(await adminOutput(url, 'doctor')).toContain('intact');
});
