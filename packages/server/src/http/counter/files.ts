import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the built counter, in memory. */
export interface CounterFile {
  type: string;
  etag: string;
  bytes: Buffer;
  /** The same bytes compressed; present if the build wrote them. */
  br?: Buffer | undefined;
  gzip?: Buffer | undefined;
}

/** The built counter. */
export interface CounterFiles {
  /** The page of the app. */
  page: CounterFile;
  /** The page behind a link to an estimate. */
  linkPage: CounterFile;
  /** By name; names contain a hash of the content. */
  assets: ReadonlyMap<string, CounterFile>;
}

const HTML = 'text/html; charset=utf-8';
const assetTypes = new Map([
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);

function readIfPresent(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function readCounterFile(path: string, type: string): CounterFile {
  const bytes = readFileSync(path);
  return {
    type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    br: readIfPresent(`${path}.br`),
    gzip: readIfPresent(`${path}.gz`),
  };
}

/** Reads a built counter into memory; undefined if the folder holds none. */
export function readCounter(folder: string): CounterFiles | undefined {
  const [page, linkPage, assets] = [join(folder, 'index.html'), join(folder, 'estimate.html'), join(folder, 'assets')];
  if (![page, linkPage, assets].every((path) => existsSync(path))) return undefined;
  return {
    page: readCounterFile(page, HTML),
    linkPage: readCounterFile(linkPage, HTML),
    assets: new Map(
      readdirSync(assets).flatMap((name) => {
        const type = assetTypes.get(extname(name));
        return type === undefined ? [] : [[name, readCounterFile(join(assets, name), type)] as const];
      }),
    ),
  };
}
