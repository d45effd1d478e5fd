import { copyFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, onTestFinished } from 'vitest';
import { dialect } from '../../platform/db/columns.ts';
import { temporaryFile } from '../../platform/db/testing/folder.ts';
import { run } from '../run.ts';

type Finished = (remove: () => void | Promise<void>) => void;

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

/** A database with the demo shop for all tests of a file, which must not change it: seeding takes seconds. */
export const demoOfFile = (): Promise<string> => demoDatabase(afterAll);

/** Copies of one demo shop, which is seeded once for a file; each is removed after its test. */
export function demoCopies(): () => Promise<string> {
  const removals: (() => void | Promise<void>)[] = [];
  let original: Promise<string> | undefined;
  afterAll(async () => {
    for (const remove of removals) await remove();
  });
  return async () => {
    original ??= demoDatabase((remove) => removals.push(remove));
    return copyOf(await original);
  };
}

/** A copy of a database that is not in use. */
async function copyOf(url: string): Promise<string> {
  if (dialect === 'sqlite') {
    const file = temporaryFile('shop.db', onTestFinished);
    copyFileSync(url.slice('file:'.length), file);
    return `file:${file}`;
  }
  const { copyDatabase } = await import('../../platform/db/postgres/testing.ts');
  const copy = await copyDatabase(url);
  onTestFinished(copy.drop);
  return copy.url;
}

/** A database with the demo shop. */
export async function demoDatabase(finished: Finished = onTestFinished): Promise<string> {
  const url = await emptyDatabase(finished);
  await adminOutput(url, 'seed-demo');
  return url;
}

// Rows that a restore invalidates, and so the checksum and the counters on the last line.
const ENDED = /^\["(?:sessions|api_keys|refresh_tokens|invites|reset_codes|idempotency_keys)",|^\{"rows":/;

/** The lines of an export that a restore or an import keeps unchanged. */
export function lastingLines(text: string): string[] {
  return text.split('\n').filter((line) => !ENDED.test(line));
}
