import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', csv: 'src/csv/index.ts', cli: 'src/cli/main.ts' },
  logLevel: 'warn',
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  fixedExtension: false,
  tsconfig: '../../tsconfig.client.json',
  dts: { entry: ['src/index.ts', 'src/csv/index.ts'] },
  // tRPC's types use Disposable; a user's project should not need that lib.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
  treeshake: { moduleSideEffects: false },
  deps: {
    // Private to this repository, so it is bundled.
    alwaysBundle: ['@mechanic-shop/shared'],
    neverBundle: [/^node:/],
    // Fails the build when it would bundle anything else.
    onlyBundle: [],
  },
  outputOptions: {
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        // The schemas get their own file: an app that uses none of them leaves it, and zod, out of its bundle.
        { name: 'totals', test: /\/shared\/src\/(?:pricing|values\/exact)\.ts$/ },
        { name: 'schemas', test: /\/shared\/src\/(?!errors\.|pricing\.|values\/exact\.)[^.]*\.ts$/ },
        { name: 'client', test: /\/(client\/src\/(?!cli\/)|shared\/src\/errors)[^.]*\.ts$/ },
      ],
    },
  },
});
