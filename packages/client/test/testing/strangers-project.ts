import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { lockFile } from '../../src/file-lock.ts';

export const run = promisify(execFile);
const ours = join(import.meta.dirname, '../..');

/** Packs the client as it is published. One at a time: packing builds, and builds share a folder. */
export async function pack(tarball: string) {
  const release = await lockFile(join(ours, 'node_modules/.packing'));
  try {
    // pnpm comes from the PATH, where the script that runs the tests put it.
    await run('pnpm', ['pack', '--out', tarball], { cwd: ours });
  } finally {
    await release();
  }
}

/** A user's project outside this repository, with the packed client installed. Deleted after the file's tests. */
export async function strangersProject() {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string) => join(folder, name);
  const write = (name: string, text: string) => writeFileSync(file(name), text);
  const installed = file('node_modules/@mechanic-shop/client');
  const read = (name: string) => readFileSync(join(installed, name), 'utf8');
  const tarball = file('client.tgz');

  await pack(tarball);
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components', '1']);
  // Dependencies are linked from this repository, so that the test needs no network.
  const { dependencies, peerDependencies } = JSON.parse(read('package.json'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = file(join('node_modules', name));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ours, 'node_modules', name), link);
  }
  write('package.json', '{ "type": "module" }');
  return { folder, tarball, installed, file, write, read };
}
