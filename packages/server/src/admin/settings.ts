import { typedIn } from '../platform/config/cwd.ts';
import { type DatabaseSettings, databaseUrl } from '../platform/config/database-url.ts';
import { type Env, whole } from '../platform/config/values.ts';
import { root } from '../platform/root.ts';

export interface Settings {
  /** With the path of the file, where it is one. */
  database: DatabaseSettings;
  bcryptCost: number;
}

/** Of the server's settings those that commands need; they make no secret and open no port. */
export function readSettings(env: Env): Settings {
  return {
    database: databaseUrl(env, { cwd: typedIn(env), root }),
    bcryptCost: whole(env, 'BCRYPT_COST', 12, [10, 15]),
  };
}
