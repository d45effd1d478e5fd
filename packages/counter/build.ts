// Builds the app into dist, unless it is there and was built from exactly these sources.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { DIGEST_FILE, digestOf, isBuiltFrom } from '../server/src/process/bundle.ts';

const here = import.meta.dirname;
const dist = join(here, 'dist');

const sources = {
  folders: ['packages/counter/src', 'packages/client/src', 'packages/shared/src'],
  files: [
    'packages/counter/index.html',
    'packages/counter/estimate.html',
    'packages/counter/vite.config.ts',
    'packages/counter/build.ts',
    'pnpm-lock.yaml',
  ],
};

/** Writes the compressed forms that the server sends to browsers that accept them. */
async function compress(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, best));
  writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

/** Builds what is not built; returns the folder. */
export async function buildCounter(): Promise<string> {
  const digest = digestOf(resolve(here, '../..'), sources);
  if (isBuiltFrom(dist, digest)) return dist;
  await build({ root: here, logLevel: 'warn' });
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:html|js|css|svg)$/.test(name));
  await Promise.all(files.map((name) => compress(join(dist, name))));
  writeFileSync(join(dist, DIGEST_FILE), digest);
  return dist;
}

if (import.meta.main) await buildCounter();
