import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Config, ConfigError, parseConfig } from './config.ts';

type Variables = Record<string, string | undefined>;

export const SECRET = 'Zk3v-9qLw-77Xb-PmT2-cc0d-RyHe-51Uo';

/** Parses settings for each test of a file in a separate empty folder, with `here` and `root`. */
export function settingsInFolders() {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'mechanic-shop-config-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const parse = (env: Variables = {}): Config =>
    parseConfig({ JWT_SECRET: SECRET, ...env }, { cwd: join(folder, 'here'), root: join(folder, 'root') });

  /** The message of the rejected setting. */
  const refusal = (env: Variables): string => {
    try {
      parse(env);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.message;
    }
    return expect.fail(`expected a rejection of ${JSON.stringify(env)}`);
  };
  return { folder: () => folder, parse, refusal };
}
