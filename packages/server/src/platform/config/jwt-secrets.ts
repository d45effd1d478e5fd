import { randomBytes } from 'node:crypto';
import { loadOrCreateSecret, parseSecrets } from '../security/secrets.ts';
import { ConfigError, messageOf } from './error.ts';
import { type Env, readVariable } from './values.ts';

const NAME = 'JWT_SECRET';
const HOW = 'Make one with: openssl rand -base64 48';

function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ConfigError(NAME, messageOf(error));
  }
}

export interface JwtSecrets {
  /** The first secret signs; all verify. */
  secrets: readonly string[];
  warning?: string;
}

/** Returns the configured secrets, else the secret next to the database file, else a random one for this run. */
export function jwtSecrets(env: Env, databaseFile: string | undefined): JwtSecrets {
  const text = readVariable(env, NAME);
  if (text !== undefined) return { secrets: orRefuse(() => parseSecrets(text)) };
  if (readVariable(env, 'NODE_ENV') === 'production') throw new ConfigError(NAME, `set it in production. ${HOW}`);
  if (readVariable(env, 'REDIS_URL') !== undefined) {
    throw new ConfigError(NAME, `set it where REDIS_URL is set: all processes need the same one. ${HOW}`);
  }
  if (databaseFile !== undefined) {
    return { secrets: [orRefuse(() => loadOrCreateSecret(`${databaseFile}.secret`))] };
  }
  const warning = `${NAME} is not set: using a random one for this run, which ends all logins at exit. ${HOW}`;
  return { secrets: [randomBytes(48).toString('base64url')], warning };
}
