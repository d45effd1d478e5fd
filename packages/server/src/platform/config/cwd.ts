import type { Env } from './values.ts';

/** The folder where the command was typed, also under a package manager. A folder's name is no setting: it stays as it is. */
export function typedIn(env: Env): string {
  return env['INIT_CWD'] || process.cwd();
}
