import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The files used from swagger-ui-dist. */
export const swaggerFiles = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const;

/** The folder of those files: next to the code in a bundle, else in the installed package; null when missing. */
export function swaggerFolder(): string | null {
  const bundled = join(import.meta.dirname, 'swagger-ui');
  if (existsSync(bundled)) return bundled;
  try {
    return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  } catch {
    return null;
  }
}
