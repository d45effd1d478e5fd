import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildCounter } from '../build.ts';

/** The scripts that a page has loaded, in bytes with gzip. */
export async function scriptBytes(page: Page): Promise<number> {
  const dist = await buildCounter();
  const urls: string[] = await page.evaluate(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
  );
  if (urls.length < 2) throw new Error('The page has loaded no scripts.');
  return urls.reduce((sum, url) => sum + statSync(join(dist, `${new URL(url).pathname}.gz`)).size, 0);
}
