import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Stored with the bundle: the digest of its sources. */
export const DIGEST_FILE = 'sources.sha256';

/** Folders and files of sources, from the root of the repository. */
export interface Sources {
  folders: readonly string[];
  files: readonly string[];
}

// Migrations are not bundled: the server reads them at startup.
const serverSources: Sources = {
  folders: ['packages/server/src', 'packages/shared/src'],
  files: ['packages/server/package.json', 'packages/server/tsdown.config.ts', 'pnpm-lock.yaml'],
};

function isSource(path: string): boolean {
  return /\.(?:tsx?|cjs|css|svg)$/.test(path) && !/\.test\.tsx?$|(?:^|[\\/])testing(?:[\\/]|\.ts$)/.test(path);
}

/** A digest of everything under this root that goes into a build. */
export function digestOf(root: string, { folders, files }: Sources): string {
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

/** A digest of everything under this root that goes into the server's bundle. */
export function sourceDigest(root: string): string {
  return digestOf(root, serverSources);
}

/** Whether a build in this folder was finished, from the sources with this digest. */
export function isBuiltFrom(dist: string, digest: string): boolean {
  const seal = join(dist, DIGEST_FILE);
  return existsSync(seal) && readFileSync(seal, 'utf8') === digest;
}

/** The bundled server, if it was built from exactly these sources. */
export function freshBundle(root: string): string | undefined {
  const dist = join(root, 'packages/server/dist');
  const main = join(dist, 'main.js');
  if (!existsSync(main) || !existsSync(join(dist, DIGEST_FILE))) return undefined;
  return isBuiltFrom(dist, sourceDigest(root)) ? main : undefined;
}
