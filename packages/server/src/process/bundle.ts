import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Stored with the bundle: the digest of its sources. */
export const DIGEST_FILE = 'sources.sha256';

// Migrations are not bundled: the server reads them at startup.
const folders = ['packages/server/src', 'packages/shared/src'];
const files = ['packages/server/package.json', 'packages/server/tsdown.config.ts', 'pnpm-lock.yaml'];

function isSource(path: string): boolean {
  return /\.(?:ts|cjs)$/.test(path) && !/\.test\.ts$|(?:^|[\\/])testing(?:[\\/]|\.ts$)/.test(path);
}

/** A digest of everything under this root that goes into a bundle. */
export function sourceDigest(root: string): string {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((path) => join(folder, path)),
  );
  const hash = createHash('sha256');
  for (const path of [...files, ...sources].toSorted()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The bundled server, if it was built from exactly these sources. */
export function freshBundle(root: string): string | undefined {
  const dist = join(root, 'packages/server/dist');
  const [main, seal] = [join(dist, 'main.js'), join(dist, DIGEST_FILE)];
  if (!existsSync(main) || !existsSync(seal)) return undefined;
  return readFileSync(seal, 'utf8') === sourceDigest(root) ? main : undefined;
}
