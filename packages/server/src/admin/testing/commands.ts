import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { dialect } from '../../platform/db/columns.ts';
import { temporaryFolder } from '../../platform/db/sqlite/temporary.ts';
import { temporaryFile } from '../../platform/db/testing/folder.ts';
import { run } from '../run.ts';

export type Finished = (remove: () => void | Promise<void>) => void;

/** The URL of an empty database of the current engine, removed after the test, or after the file. */
export async function emptyDatabase(finished: Finished = onTestFinished): Promise<string> {
  if (dialect === 'sqlite') return `file:${temporaryFile('shop.db', finished)}`;
  const { createEmptyDatabase } = await import('../../platform/db/postgres/testing.ts');
  const { url, drop } = await createEmptyDatabase();
  finished(drop);
  return url;
}

/** Runs one command in this process on a database. */
export async function admin(url: string, ...argv: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const status = await run(argv, {
    env: { DATABASE_URL: url, BCRYPT_COST: '10' },
    stdin: Readable.from([]),
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { status, out, err };
}

/** Runs a command that must succeed and returns its output. */
export async function adminOutput(url: string, ...argv: string[]): Promise<string> {
  const { status, out, err } = await admin(url, ...argv);
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${err}`);
  return out;
}

/** Makes a copy of the demo shop, removed by `finished`; returns its URL. */
type CopyDemo = (finished: Finished) => Promise<string>;

async function seedOriginal(): Promise<CopyDemo> {
  if (dialect === 'sqlite') {
    const { path, remove } = temporaryFolder();
    const file = join(path, 'shop.db');
    await adminOutput(`file:${file}`, 'seed-demo');
    const bytes = readFileSync(file);
    remove();
    return async (finished) => {
      const copy = temporaryFile('shop.db', finished);
      writeFileSync(copy, bytes);
      return `file:${copy}`;
    };
  }
  const { copyDatabase, createDatabaseOfRun } = await import('../../platform/db/postgres/testing.ts');
  const { url } = await createDatabaseOfRun();
  await adminOutput(url, 'seed-demo');
  return async (finished) => {
    const copy = await copyDatabase(url);
    finished(copy.drop);
    return copy.url;
  };
}
// Seeded once for each test process, because it takes seconds.
let original: Promise<CopyDemo> | undefined;

/** A database with the demo shop, removed after the test, or after the file. */
export async function demoDatabase(finished: Finished = onTestFinished): Promise<string> {
  original ??= seedOriginal();
  return (await original)(finished);
}

// Rows that a restore invalidates, and so the checksum and the counters on the last line.
const ENDED = /^\["(?:sessions|api_keys|refresh_tokens|invites|reset_codes|idempotency_keys)",|^\{"rows":/;

/** The lines of an export that a restore or an import keeps unchanged. */
export function lastingLines(text: string): string[] {
  return text.split('\n').filter((line) => !ENDED.test(line));
}
