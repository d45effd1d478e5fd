// Builds the app into dist, unless it is there and was built from exactly these sources.
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Builds what is not built; returns the folder. A server that starts meanwhile finds a finished build or none. */
export async function buildCounter(): Promise<string> {
  const digest = digestOf(resolve(here, '../..'), sources);
  if (isBuiltFrom(dist, digest)) return dist;
  const outDir = mkdtempSync(join(here, 'dist.'));
  const before = process.env['NODE_ENV'];
  // Tests have another one, which would bundle React's development build.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ root: here, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
    const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' });
    await Promise.all(
      files.filter((name) => /\.(?:html|js|css|svg)$/.test(name)).map((name) => compress(join(outDir, name))),
    );
    writeFileSync(join(outDir, DIGEST_FILE), digest);
    rmSync(dist, { recursive: true, force: true });
    renameSync(outDir, dist);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
    rmSync(outDir, { recursive: true, force: true });
  }
  return dist;
}

if (import.meta.main) {
  await buildCounter().catch((error: unknown) => {
    // `npm start` serves the shop without it.
    if (!process.argv.includes('--optional')) throw error;
    process.stderr.write(`The web app could not be built: ${String(error)}\n`);
  });
}
