import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../testing/markdown.ts';

const execute = promisify(execFile);
/** A folder with Node 20, the given npx, and whatever else a test adds. */
async function scratch(npx = 'echo "npx was called" >&2; exit 1') {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'shop-clone-')));
  onTestFinished(() => rm(folder, { recursive: true }));
  const bin = join(folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'node'), '#!/bin/sh\necho v20.20.2\n', { mode: 0o755 });
  await writeFile(join(bin, 'npx'), `#!/bin/sh\n${npx}\n`, { mode: 0o755 });
  return { folder, env: { PATH: `${bin}:/usr/bin:/bin`, HOME: folder } };
}

/** A clone with its wrappers and packages; no newer Node is remembered yet. */
async function clone(folder: string) {
  const path = join(folder, 'a clone');
  await mkdir(join(path, 'scripts/run'), { recursive: true });
  await mkdir(join(path, 'node_modules'));
  await symlink(join(root, 'packages'), join(path, 'packages'));
  for (const file of ['shop', 'admin', 'serve', 'scripts/run/run.sh']) {
    await writeFile(join(path, file), await readFile(join(root, file)), { mode: 0o755 });
  }
  return path;
}

const known = 'node_modules/.node-path';

test.for([
  ['shop', ['--version'], `${manifest.version}\n`],
  ['admin', ['procedures'], 'auth.changeEmail'],
] as const)('./%s fetches Node through npx once where the installed one is too old', async ([name, args, says]) => {
  const { folder, env } = await scratch(`echo "$*" >>"$HOME/npx-calls"; echo "${process.execPath}"`);
  const path = await clone(folder);
  for (let count = 0; count < 2; count += 1) {
    const { stdout, stderr } = await execute(join(path, name), [...args], { env });
    expect(stdout).toContain(says);
    expect(stderr).toBe('');
  }
  // The same packages that `npm start` requests, so that npx has them cached.
  expect(await readFile(join(folder, 'npx-calls'), 'utf8')).toBe('-y -p node@26 -p pnpm@12 node -p process.execPath\n');
});

test.for(['shop', 'admin'])('./%s starts without npx once `npm start` has run', async (name) => {
  const { folder, env } = await scratch();
  const path = await clone(folder);
  await writeFile(join(path, known), `${process.execPath}\n`);
  const { stdout, stderr } = await execute(join(path, name), ['--help'], { env });
  expect(stdout).toContain(`Usage: ${name}`);
  expect(stderr).toBe('');
});

test('./serve becomes the server, so that a signal to it ends the shop', async () => {
  const { folder, env } = await scratch();
  const path = await clone(folder);
  await writeFile(join(path, known), `${process.execPath}\n`);
  const settings = { PORT: '0', DATABASE_URL: 'file::memory:', JWT_SECRET: randomBytes(32).toString('hex') };
  const child = spawn(join(path, 'serve'), { env: { ...env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('"msg":"listening"')) child.kill('SIGTERM');
    if (line.includes('"msg":"stopped"')) break;
  }
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  expect(code).toBe(0);
});

test('./shop runs the command of its clone through symbolic links and installs nothing elsewhere', async () => {
  const { folder, env } = await scratch();
  const path = await clone(folder);
  await writeFile(join(path, known), `${process.execPath}\n`);
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(join(elsewhere, 'bin'), { recursive: true });
  await symlink(join(path, 'shop'), join(elsewhere, 'absolute'));
  await symlink('../../a clone/shop', join(elsewhere, 'bin/relative'));
  await symlink('bin/relative', join(elsewhere, 'twice'));
  await symlink(path, join(elsewhere, 'folder'));
  for (const link of ['absolute', 'bin/relative', 'twice', 'folder/shop']) {
    const { stdout, stderr } = await execute(join(elsewhere, link), ['--version'], { env, cwd: folder });
    expect({ link, stdout, stderr }).toEqual({ link, stdout: `${manifest.version}\n`, stderr: '' });
  }
  const byPath = { ...env, PATH: `${elsewhere}:${env.PATH}` };
  expect((await execute('absolute', ['--version'], { env: byPath, cwd: '/' })).stdout).toBe(`${manifest.version}\n`);
  expect((await readdir(elsewhere)).toSorted()).toEqual(['absolute', 'bin', 'folder', 'twice']);
  expect((await readdir(folder)).toSorted()).toEqual(['a clone', 'bin', 'elsewhere']);
});

test('./shop installs missing dependencies in its own clone', async () => {
  const { folder, env } = await scratch('pwd; echo "$*"; exit 3');
  const path = await clone(folder);
  await rm(join(path, 'packages'));
  await symlink(join(path, 'shop'), join(folder, 'link'));
  await expect(execute(join(folder, 'link'), ['--version'], { env, cwd: '/' })).rejects.toMatchObject({
    code: 3,
    stdout: '',
    stderr: `link: installing dependencies in ${path}, once…\n${path}\n-y -p node@26 -p pnpm@12 pnpm install --frozen-lockfile --silent\n`,
  });
});
