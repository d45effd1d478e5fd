import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'tsdown';
import { swaggerFiles, swaggerFolder } from './src/http/rest/docs/swagger-ui.ts';
import { packagedFonts } from './src/platform/pdf/fonts.ts';
import { root } from './src/platform/root.ts';
import { DIGEST_FILE, sourceDigest } from './src/process/bundle.ts';

/** Copies runtime files, and records the sources of the bundle. */
function finish(dist: string): void {
  const from = swaggerFolder();
  if (from === null) throw new Error('swagger-ui-dist is missing: install the dependencies first.');
  mkdirSync(join(dist, 'swagger-ui'), { recursive: true });
  for (const name of Object.keys(swaggerFiles)) cpSync(join(from, name), join(dist, 'swagger-ui', name));
  mkdirSync(join(dist, 'fonts'), { recursive: true });
  for (const file of packagedFonts()) cpSync(file, join(dist, 'fonts', basename(file)));
  writeFileSync(join(dist, DIGEST_FILE), sourceDigest(root));
}

export default defineConfig({
  entry: { main: 'src/main.ts', admin: 'src/admin/main.ts', 'pdf-worker': 'src/platform/pdf/worker.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node24',
  fixedExtension: false,
  dts: false,
  deps: {
    alwaysBundle: [/./],
    // Native packages find their binaries next to their own code. pg-native is optional and never installed.
    neverBundle: [/^node:/, 'better-sqlite3', '@node-rs/bcrypt', 'pg-native'],
    onlyBundle: false,
  },
  // One flat folder: code resolves neighbouring files from any of its files. Libraries get separate files, so that the
  // log can distinguish their errors from ours (log/error-message.ts).
  outputOptions: {
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/, entriesAware: true }] },
  },
  hooks: { 'build:done': ({ options }) => finish(options.outDir) },
});
