import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A relative import of one file by another; type-only imports count too, because readers follow them as well. */
export interface Import {
  from: string;
  to: string;
}

// Static imports, re-exports and `import('…')`, of TypeScript files.
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.{1,2}\/[^']+\.tsx?)'/g;

/** Sources only: tests and test tools may import from anywhere. */
function isSource(path: string): boolean {
  return !/\.test(?:-d)?\.ts$/.test(path) && !/(?:^|\/)testing(?:\/|\.ts$)/.test(path);
}

/** All relative imports of the sources under a folder, as paths from that folder. */
export function importsUnder(folder: string): { files: string[]; imports: Import[] } {
  const files = globSync('**/*.{ts,tsx}', { cwd: folder, exclude: ['**/node_modules/**', '**/dist/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isSource)
    .toSorted();
  const imports = files.flatMap((from) => {
    const text = readFileSync(join(folder, from), 'utf8');
    return [...text.matchAll(SPECIFIER)].map(([, specifier = '']) => ({
      from,
      to: relative(folder, join(folder, dirname(from), specifier)).replaceAll('\\', '/'),
    }));
  });
  return { files, imports };
}
