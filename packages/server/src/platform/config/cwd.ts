import type { Env } from './values.ts';

/** The folder where the command was typed, also under pnpm. It is not trimmed: a folder's name may contain spaces. */
export function commandFolder(env: Env): string {
  return env['INIT_CWD'] || process.cwd();
}
