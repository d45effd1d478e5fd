import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { dialect } from '../columns.ts';
import { migrateDatabase } from '../migrate.ts';
import { temporaryFile } from '../testing/folder.ts';

const moduleAt = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

/** Writes until killed, and prints each id once its write is confirmed. */
function writerOf(file: string) {
  return `
  const { openDatabase } = await import(${moduleAt('../open.ts')});
  const { addPart } = await import(${moduleAt('../testing/rows.ts')});
  const { writeSync } = await import('node:fs');
  const db = await openDatabase(${JSON.stringify(`file:${file}`)});
  const write = async () => { for (;;) writeSync(1, await addPart(db, 1) + '\\n'); };
  for (let i = 0; i < 16; i++) write();`;
}

describe.runIf(dialect === 'sqlite')('a killed server', () => {
  test('a killed server keeps every confirmed write', async () => {
    const file = temporaryFile();
    await migrateDatabase(`file:${file}`);
    const answered: number[] = [];
    for (let round = 1; round <= 4; round++) {
      const args = ['--input-type=module', '-e', writerOf(file)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(child, 'exit');
      for await (const line of createInterface(child.stdout)) {
        answered.push(Number(line));
        // Killed at an odd moment; what it printed before it died counts as well.
        if (answered.length >= round * 213) child.kill('SIGKILL');
      }
      expect((await exit)[1]).toBe('SIGKILL');
    }
    const client = new Sqlite(file, { readonly: true });
    const kept = new Set(client.prepare<[], number>('select id from parts').pluck().all());
    const health = client.pragma('integrity_check', { simple: true });
    client.close();
    expect(answered.length).toBeGreaterThan(800);
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
    expect(health).toBe('ok');
  });
});
