// Writes the Postman collection and its environment from the OpenAPI document: `pnpm postman`.
// With --check it writes nothing: it fails when they are stale, and runs them against a fresh demo server.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCollection, createEnvironment } from './collection.ts';
import { runCollection } from './run.ts';

const folder = join(import.meta.dirname, '../../docs/postman');
const files = new Map([
  [join(folder, 'mechanic-shop.postman_collection.json'), await createCollection()],
  [join(folder, 'mechanic-shop.postman_environment.json'), createEnvironment()],
]);

const textOf = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

function committed(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv.includes('--check')) {
  for (const [path, content] of files) {
    if (committed(path) !== textOf(content)) {
      console.error(`${path} is stale: run "pnpm postman" and commit what it writes.`);
      process.exitCode = 1;
    }
  }
  const [collection = '', environment = ''] = files.keys();
  const status = process.exitCode === 1 ? 1 : await runCollection(collection, environment);
  // Do not wait for the SQLite engine's threads: the work is done.
  process.exitCode = status;
} else {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of files) writeFileSync(path, textOf(content));
}
