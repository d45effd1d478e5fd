import { type Rates, defaultRates } from '../limits/limits.ts';
import { root } from '../root.ts';
import { commandFolder } from './cwd.ts';
import { type Places, databaseUrl } from './database-url.ts';
import { ConfigError } from './error.ts';
import { jwtSecrets } from './jwt-secrets.ts';
import { type TrustProxy, corsOrigins, host, isLoopback, publicUrl, redisUrl, trustProxy } from './network.ts';
import { type Env, readVariable, oneOf, onOff, rate, integer } from './values.ts';

export { ConfigError, isLoopback, type TrustProxy };

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** All settings, validated once at startup. */
export interface Config {
  host: string;
  /** 0 picks a free port. */
  port: number;
  databaseUrl: string;
  /** The path of the SQLite file; undefined for PostgreSQL and in-memory databases. */
  databaseFile: string | undefined;
  redisUrl: string | undefined;
  /** The first secret signs; all verify. */
  secrets: readonly string[];
  accessTtlSeconds: number;
  refreshTtlSeconds: number;
  bcryptCost: number;
  /** How many days events are kept; 0 for ever. */
  eventDays: number;
  trustProxy: TrustProxy | undefined;
  /** Undefined when limits are off. */
  rates: Rates | undefined;
  maxBodyBytes: number;
  maxBatch: number;
  drainSeconds: number;
  /** How long idle connections stay open. */
  keepAliveSeconds: number;
  corsOrigins: readonly string[];
  /** The shop's own address, without a slash at the end, for links to customers; undefined for none. */
  publicUrl: string | undefined;
  /** Whether to serve the web app, if it is built. */
  counter: boolean;
  /** Whether webhooks may go by `http` and to addresses that are not public. */
  webhookPrivate: boolean;
  metrics: boolean;
  /** Metrics use the main port when undefined. */
  metricsPort: number | undefined;
  logLevel: (typeof logLevels)[number];
  /** Logged once the log exists. */
  warnings: readonly string[];
}

// Balancers keep idle connections for up to 60 s. The balancer must close first, or clients see connection resets.
const BEHIND_A_PROXY = 75;
const ALONE = 5;
const DEFAULT_PORT = 4000;
const PORTS = [0, 65_535] as const;
const YEAR_SECONDS = 366 * 24 * 60 * 60;

function ratesOf(env: Env, listensOn: string): Rates | undefined {
  const rates: Rates = {
    default: rate(env, 'RATE_LIMIT_DEFAULT', defaultRates.default),
    'login-email': rate(env, 'RATE_LIMIT_LOGIN_EMAIL', defaultRates['login-email']),
    'login-address': rate(env, 'RATE_LIMIT_LOGIN_ADDRESS', defaultRates['login-address']),
    register: rate(env, 'RATE_LIMIT_REGISTER', defaultRates.register),
    refresh: rate(env, 'RATE_LIMIT_REFRESH', defaultRates.refresh),
    'change-email': defaultRates['change-email'],
    codes: rate(env, 'RATE_LIMIT_CODES', defaultRates.codes),
  };
  if (onOff(env, 'RATE_LIMITS', 'on')) return rates;
  if (!isLoopback(listensOn)) {
    throw new ConfigError(
      'RATE_LIMITS',
      'off is allowed on a loopback address only: set HOST to 127.0.0.1, or leave limits on.',
    );
  }
  return undefined;
}

function metricsOf(env: Env, listensOn: string, proxied: boolean): Pick<Config, 'metrics' | 'metricsPort'> {
  const metrics = onOff(env, 'METRICS', 'off');
  const metricsPort =
    readVariable(env, 'METRICS_PORT') === undefined ? undefined : integer(env, 'METRICS_PORT', 0, PORTS);
  // Behind a proxy, requests from other machines arrive from a loopback address.
  if (metrics && metricsPort === undefined && (proxied || !isLoopback(listensOn))) {
    throw new ConfigError(
      'METRICS_PORT',
      'set it where HOST is not a loopback address or TRUST_PROXY is set: metrics get a port of their own.',
    );
  }
  if (metrics && metricsPort !== 0 && metricsPort === integer(env, 'PORT', DEFAULT_PORT, PORTS)) {
    throw new ConfigError('METRICS_PORT', `${metricsPort} is the API port: use another one.`);
  }
  return { metrics, metricsPort };
}

/** Parses all settings; throws a one-line `ConfigError`. Creates the secret next to a database file when needed. */
export function parseConfig(env: Env, places: Places): Config {
  const listensOn = host(env);
  const database = databaseUrl(env, places);
  const redis = redisUrl(env);
  const proxies = trustProxy(env);
  const settings = {
    host: listensOn,
    port: integer(env, 'PORT', DEFAULT_PORT, PORTS),
    databaseUrl: database.url,
    databaseFile: database.file,
    redisUrl: redis,
    accessTtlSeconds: integer(env, 'ACCESS_TOKEN_TTL_SECONDS', 3600, [1, YEAR_SECONDS]),
    refreshTtlSeconds: integer(env, 'REFRESH_TOKEN_TTL_SECONDS', 2_592_000, [1, 10 * YEAR_SECONDS]),
    eventDays: integer(env, 'EVENT_DAYS', 365, [0, 36_500]),
    bcryptCost: integer(env, 'BCRYPT_COST', 12, [10, 15]),
    trustProxy: proxies,
    rates: ratesOf(env, listensOn),
    maxBodyBytes: integer(env, 'MAX_BODY_BYTES', 65_536, [1024, 16_777_216]),
    maxBatch: integer(env, 'MAX_BATCH', 10, [1, 100]),
    drainSeconds: integer(env, 'DRAIN_SECONDS', 10, [1, 600]),
    keepAliveSeconds: integer(env, 'KEEP_ALIVE_SECONDS', proxies ? BEHIND_A_PROXY : ALONE, [1, 600]),
    corsOrigins: corsOrigins(env),
    publicUrl: publicUrl(env),
    counter: onOff(env, 'COUNTER', 'on'),
    webhookPrivate: onOff(env, 'WEBHOOK_PRIVATE', 'off'),
    ...metricsOf(env, listensOn, proxies !== undefined),
    logLevel: oneOf(env, 'LOG_LEVEL', logLevels, 'info'),
  };
  // Last, because it may write a file.
  const { secrets, warning } = jwtSecrets(env, database.file);
  const alone = database.url.startsWith('postgres') && redis === undefined;
  return {
    ...settings,
    secrets,
    warnings: [
      ...(warning === undefined ? [] : [warning]),
      ...(alone ? ['REDIS_URL is not set: limits and caches are not shared, so run only one process.'] : []),
    ],
  };
}

/**
 * The settings of this process. Relative paths resolve from the folder where the command was typed, also under pnpm.
 */
export function readConfig(env: Env = process.env): Config {
  return parseConfig(env, {
    cwd: commandFolder(env),
    root,
  });
}
