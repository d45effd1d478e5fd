import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { pack, run } from '../testing/strangers-project.ts';

/** The environment of a project, without what vitest and pnpm set for themselves. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE_ENV|VITEST.*|TEST|npm_.*|PNPM_.*|INIT_CWD|CI)$/.test(name)),
);

/** A project as users create it: a separate folder with packages installed from the registry. */
export async function npmProject(dependencies: Record<string, string>, manager: 'npm' | 'pnpm' = 'npm') {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a command; the error contains its output when it fails. */
  async function command(name: string, args: string[], env: Record<string, string> = {}): Promise<string> {
    const options = { cwd: folder, env: { ...surroundings, ...env }, maxBuffer: 2 ** 26 };
    const { stdout } = await run(name, args, options).catch((error: unknown) => {
      const { stdout, stderr } = Object(error);
      throw new Error(`${name} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
    });
    return stdout;
  }

  await pack(join(folder, 'client.tgz'));
  const all = { '@mechanic-shop/client': 'file:client.tgz', ...dependencies };
  const manifest = { name: 'stranger', private: true, type: 'module', dependencies: all };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  // Hides registry warnings; an unresolvable dependency is an error.
  const quiet = manager === 'npm' ? ['--no-audit', '--no-fund', '--loglevel=error'] : ['--reporter=silent'];
  await command(manager, ['install', '--ignore-scripts', ...quiet]);

  return {
    folder,
    command,
    file: (name: string) => join(folder, name),
    write: (name: string, text: string) => writeFileSync(join(folder, name), text),
    /** Copies a file or folder of this repository into the project. */
    copy: (from: string, name: string) => cpSync(from, join(folder, name), { recursive: true }),
    /** Runs a program of one of the packages. */
    bin: (name: string, args: string[], env: Record<string, string> = {}) =>
      command(join(folder, 'node_modules/.bin', name), args, env),
  };
}
