import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the bundle: which sources it was made of. */
export const SEAL = 'sources.sha256';

// Migrations are not in it: they are read when the server starts.
const folders = ['packages/server/src', 'packages/shared/src'];
const files = ['packages/server/package.json', 'packages/server/tsdown.config.ts', 'pnpm-lock.yaml'];

function isSource(path: string): boolean {
  return /\.(?:ts|cjs)$/.test(path) && !/\.test\.ts$|(?:^|[\\/])testing(?:[\\/]|\.ts$)/.test(path);
}

/** A digest of everything under this root that a bundle is made of. */
export function sealOf(root: string): string {
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

/** The bundled server, where there is one that is made of these very sources. */
export function freshBundle(root: string): string | undefined {
  const dist = join(root, 'packages/server/dist');
  const [main, seal] = [join(dist, 'main.js'), join(dist, SEAL)];
  if (!existsSync(main) || !existsSync(seal)) return undefined;
  return readFileSync(seal, 'utf8') === sealOf(root) ? main : undefined;
}
