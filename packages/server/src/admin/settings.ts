import { commandFolder } from '../platform/config/cwd.ts';
import { type DatabaseSettings, databaseUrl } from '../platform/config/database-url.ts';
import { type Env, integer } from '../platform/config/values.ts';
import { root } from '../platform/root.ts';

export interface Settings {
  /** With the path of the file, for SQLite files. */
  database: DatabaseSettings;
  bcryptCost: number;
}

/** The server settings that commands need. Reading them creates no secret and opens no port. */
export function readSettings(env: Env): Settings {
  return {
    database: databaseUrl(env, { cwd: commandFolder(env), root }),
    bcryptCost: integer(env, 'BCRYPT_COST', 12, [10, 15]),
  };
}
