import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsdown';
import { swaggerFiles, swaggerFolder } from './src/http/rest/docs/swagger-ui.ts';
import { root } from './src/platform/root.ts';
import { SEAL, sealOf } from './src/process/bundle.ts';

/** Brings what is read at run time, and notes of which sources the bundle is. */
function finish(dist: string): void {
  const from = swaggerFolder();
  if (from === null) throw new Error('swagger-ui-dist is missing: install the dependencies first.');
  mkdirSync(join(dist, 'swagger-ui'), { recursive: true });
  for (const name of Object.keys(swaggerFiles)) cpSync(join(from, name), join(dist, 'swagger-ui', name));
  writeFileSync(join(dist, SEAL), sealOf(root));
}

export default defineConfig({
  entry: { main: 'src/main.ts', admin: 'src/admin/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node24',
  fixedExtension: false,
  dts: false,
  deps: {
    alwaysBundle: [/./],
    // Native: each finds its binary beside itself. pg-native is optional and never installed.
    neverBundle: [/^node:/, 'better-sqlite3', '@node-rs/bcrypt', 'pg-native'],
    onlyBundle: false,
  },
  // All in one folder: what lies beside the code is looked for from any of its files. Libraries get files of their own,
  // so that the log can tell their errors from ours (log/error-message.ts).
  outputOptions: {
    chunkFileNames: '[name].js',
    codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/, entriesAware: true }] },
  },
  hooks: { 'build:done': ({ options }) => finish(options.outDir) },
});
