import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultRates } from '../limits/limits.ts';
import { type Config, readConfig } from './config.ts';
import { SECRET, settingsInFolders } from './testing.ts';

const { folder, parse, refusal } = settingsInFolders();

test('parseConfig uses defaults when no variable is set', () => {
  expect(parse()).toEqual({
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: `file:${folder()}/root/data/shop.db`,
    databaseFile: `${folder()}/root/data/shop.db`,
    redisUrl: undefined,
    secrets: [SECRET],
    accessTtlSeconds: 3600,
    refreshTtlSeconds: 2_592_000,
    eventDays: 365,
    bcryptCost: 12,
    trustProxy: undefined,
    rates: defaultRates,
    maxBodyBytes: 65_536,
    maxBatch: 10,
    drainSeconds: 10,
    keepAliveSeconds: 5,
    corsOrigins: [],
    webhookPrivate: false,
    publicUrl: undefined,
    counter: true,
    metrics: false,
    metricsPort: undefined,
    logLevel: 'info',
    warnings: [],
  });
});

test('parseConfig treats an empty variable as unset and ignores unknown ones', () => {
  const names = ['HOST', 'PORT', 'DATABASE_URL', 'REDIS_URL', 'TRUST_PROXY', 'RATE_LIMITS', 'CORS_ORIGINS', 'METRICS'];
  const empty = Object.fromEntries(
    [...names, 'METRICS_PORT', 'LOG_LEVEL', 'RATE_LIMIT_LOGIN_EMAIL'].map((n) => [n, '']),
  );
  expect(parse({ ...empty, PORTS: '1', SHOP_URL: 'x' })).toEqual(parse());
});

test('parseConfig reads every variable', () => {
  expect(
    parse({
      HOST: '0.0.0.0',
      PORT: '0',
      DATABASE_URL: 'postgres://shop@db.example.com/shop',
      REDIS_URL: 'rediss://cache:6380/1',
      JWT_SECRET: `${SECRET},${SECRET}2`,
      ACCESS_TOKEN_TTL_SECONDS: '60',
      REFRESH_TOKEN_TTL_SECONDS: '120',
      EVENT_DAYS: '30',
      BCRYPT_COST: '15',
      TRUST_PROXY: '2',
      RATE_LIMIT_DEFAULT: '1/2',
      RATE_LIMIT_LOGIN_EMAIL: '3/4',
      RATE_LIMIT_LOGIN_ADDRESS: '5/6',
      RATE_LIMIT_REGISTER: '7/8',
      RATE_LIMIT_REFRESH: '9/10',
      RATE_LIMIT_CODES: '11/12',
      MAX_BODY_BYTES: '1024',
      MAX_BATCH: '1',
      DRAIN_SECONDS: '30',
      KEEP_ALIVE_SECONDS: '90',
      CORS_ORIGINS: 'https://shop.example.com, http://localhost:5173',
      PUBLIC_URL: 'https://Shop.example.com/garage/',
      COUNTER: 'off',
      WEBHOOK_PRIVATE: 'on',
      METRICS: 'on',
      METRICS_PORT: '9100',
      LOG_LEVEL: 'warn',
    }),
  ).toEqual({
    host: '0.0.0.0',
    port: 0,
    databaseUrl: 'postgres://shop@db.example.com/shop',
    databaseFile: undefined,
    redisUrl: 'rediss://cache:6380/1',
    secrets: [SECRET, `${SECRET}2`],
    accessTtlSeconds: 60,
    refreshTtlSeconds: 120,
    eventDays: 30,
    bcryptCost: 15,
    trustProxy: { hops: 2 },
    rates: {
      default: { points: 1, seconds: 2 },
      'login-email': { points: 3, seconds: 4 },
      'login-address': { points: 5, seconds: 6 },
      register: { points: 7, seconds: 8 },
      refresh: { points: 9, seconds: 10 },
      'change-email': { points: 10, seconds: 3600 },
      codes: { points: 11, seconds: 12 },
    },
    maxBodyBytes: 1024,
    maxBatch: 1,
    drainSeconds: 30,
    keepAliveSeconds: 90,
    corsOrigins: ['https://shop.example.com', 'http://localhost:5173'],
    publicUrl: 'https://shop.example.com/garage',
    counter: false,
    webhookPrivate: true,
    metrics: true,
    metricsPort: 9100,
    logLevel: 'warn',
    warnings: [],
  } satisfies Config);
});

test.each([
  ['PORT', ['http', '-1', '65536', '4000.5', '0x10', '40 00', '1e3']],
  ['HOST', ['a b', '300.1.1.1', '127.0.0.1:4000', 'http://localhost', '-x']],
  [
    'DATABASE_URL',
    [
      'shop.db',
      'mysql://x',
      'file:',
      'file:./',
      'file:a?mode=ro',
      'file::memory:x',
      'postgres:shop',
      'file:///a%3Fb',
      'file:a#b',
      'file:a\nb',
      'file:a\u200bb',
      'file:///a/b%20',
      'file:///a/b%0D',
      'file:///a/b%09',
      'file:///a/b%0a',
      'file:///a/%E2%80%8Bb',
      'file:///a/b%23',
      'file:///a/b%00',
      'file:///a/b%2Fc',
      'file:/tmp',
      'file:..',
    ],
  ],
  ['REDIS_URL', ['localhost:6379', 'http://localhost', 'redis:x']],
  ['ACCESS_TOKEN_TTL_SECONDS', ['0', '1h']],
  ['REFRESH_TOKEN_TTL_SECONDS', ['0', 'forever']],
  ['EVENT_DAYS', ['-1', '36501', 'ever']],
  ['BCRYPT_COST', ['9', '16', 'ten']],
  ['TRUST_PROXY', ['yes', '-1', '10.0.0.0/33', '10.0.0.0/8,', '::1/129', 'localhost']],
  ['RATE_LIMITS', ['true', 'ON', '0']],
  ['WEBHOOK_PRIVATE', ['yes', '1']],
  ['RATE_LIMIT_DEFAULT', ['600', '0/60', '600/0', '600/60/1', '600/90000', '-1/60']],
  ['RATE_LIMIT_LOGIN_EMAIL', ['ten a minute']],
  ['RATE_LIMIT_LOGIN_ADDRESS', ['10 / 60']],
  ['RATE_LIMIT_REGISTER', ['1']],
  ['RATE_LIMIT_REFRESH', ['/']],
  ['RATE_LIMIT_CODES', ['many']],
  ['MAX_BODY_BYTES', ['1', '64k', '99999999999']],
  ['MAX_BATCH', ['0', '1000']],
  ['DRAIN_SECONDS', ['0', '-1', 'x']],
  ['KEEP_ALIVE_SECONDS', ['0', '601', '1.5']],
  ['CORS_ORIGINS', ['*', 'https://shop.example.com/', 'shop.example.com', 'https://a.example,,', 'null']],
  [
    'PUBLIC_URL',
    [
      'shop.example.com',
      'ftp://shop.example.com',
      'https://',
      'https://u:p@shop.example.com',
      'https://a.example?b',
      'https://a.example/#',
    ],
  ],
  ['METRICS', ['yes']],
  ['METRICS_PORT', ['x', '70000']],
  ['LOG_LEVEL', ['verbose', 'INFO']],
])('parseConfig rejects %s with one line that names the variable', (name, values) => {
  for (const value of values) {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name}: .+\\.$`));
    expect(message).not.toContain('\n');
  }
});

describe('DATABASE_URL', () => {
  test.each([
    ['file:./data/x.db', 'here/data/x.db'],
    ['file:../x.db', 'x.db'],
    ['file:x.db', 'here/x.db'],
  ])('%s resolves relative to the folder where the command was typed', (url, file) => {
    expect(parse({ DATABASE_URL: url })).toMatchObject({
      databaseUrl: `file:${join(folder(), file)}`,
      databaseFile: join(folder(), file),
    });
  });

  test('DATABASE_URL accepts absolute paths and the in-memory database as they are', () => {
    expect(parse({ DATABASE_URL: 'file:/tmp/x.db' }).databaseFile).toBe('/tmp/x.db');
    expect(parse({ DATABASE_URL: 'file:///tmp/x%20y.db' }).databaseFile).toBe('/tmp/x y.db');
    expect(parse({ DATABASE_URL: 'file::memory:' })).toMatchObject({
      databaseUrl: 'file::memory:',
      databaseFile: undefined,
    });
  });
});

test.each(['\r', '\n', '\r\n', '\t', ' ', '\u00a0'])(
  'parseConfig ignores white space around a setting (%j)',
  (space) => {
    const plain = { DATABASE_URL: 'file:./x.db', HOST: '127.0.0.2', RATE_LIMIT_DEFAULT: '5/60', JWT_SECRET: SECRET };
    const padded = Object.fromEntries(Object.entries(plain).map(([name, text]) => [name, `${space}${text}${space}`]));
    expect(parse(padded)).toEqual(parse(plain));
    expect(parse({ DATABASE_URL: space }).databaseFile).toBe(parse().databaseFile);
  },
);

test('DATABASE_URL resolves every spelling of a file to one path', () => {
  const here = join(folder(), 'here');
  mkdirSync(join(here, 'data'), { recursive: true });
  writeFileSync(join(here, 'data/x.db'), '');
  symlinkSync('data', join(here, 'linked'));
  symlinkSync('data/x.db', join(here, 'link.db'));
  const paths = [
    './data/x.db',
    'data//x.db',
    'data/../data/x.db',
    './linked/x.db',
    'link.db',
    `${here}/data/x.db`,
    `//${here}/data/./x.db`,
    `//${here}/data/%78.db`,
  ];
  const files = paths.map((path) => parse({ DATABASE_URL: `file:${path}` }).databaseFile);
  expect(new Set(files)).toEqual(new Set([join(here, 'data/x.db')]));
});

test('DATABASE_URL resolves a link to a file that does not exist yet', () => {
  const here = join(folder(), 'here');
  mkdirSync(here);
  symlinkSync('data/new.db', join(here, 'relative.db'));
  symlinkSync(join(folder(), 'elsewhere/../here/data/new.db'), join(here, 'absolute.db'));
  symlinkSync('relative.db', join(here, 'chain.db'));
  symlinkSync('data', join(here, 'folder'));
  for (const name of ['data/new.db', 'relative.db', 'absolute.db', 'chain.db', 'folder/new.db']) {
    expect(parse({ DATABASE_URL: `file:${name}` }).databaseFile, name).toBe(join(here, 'data/new.db'));
  }
  symlinkSync('round.db', join(here, 'round.db'));
  expect(refusal({ DATABASE_URL: 'file:round.db' })).toMatch(/^DATABASE_URL: .*round\.db.*links\.$/);
});

test('typedIn returns the folder name unchanged', () => {
  const cwd = join(folder(), 'a folder\u200b ');
  const { databaseFile } = readConfig({ INIT_CWD: cwd, DATABASE_URL: 'file:x.db', JWT_SECRET: SECRET });
  expect(databaseFile).toBe(join(cwd, 'x.db'));
});

describe('parseConfig: settings that depend on each other', () => {
  test('keep-alive lasts longer than a proxy keeps idle connections', () => {
    expect(parse({ TRUST_PROXY: '1' }).keepAliveSeconds).toBe(75);
    expect(parse({ TRUST_PROXY: '1', KEEP_ALIVE_SECONDS: '20' }).keepAliveSeconds).toBe(20);
  });

  test('rate limits can be off only on a loopback address', () => {
    expect(refusal({ RATE_LIMITS: 'off', HOST: '0.0.0.0' })).toMatch(/^RATE_LIMITS: .*HOST/);
    for (const HOST of [undefined, '127.0.0.2', '::1', 'localhost']) {
      expect(parse({ RATE_LIMITS: 'off', HOST }).rates).toBeUndefined();
    }
  });

  test('metrics need a separate port where others can reach the server', () => {
    expect(refusal({ METRICS: 'on', HOST: '0.0.0.0' })).toMatch(/^METRICS_PORT: /);
    expect(refusal({ METRICS: 'on', TRUST_PROXY: '1' })).toMatch(/^METRICS_PORT: .*TRUST_PROXY/);
    expect(refusal({ METRICS: 'on', METRICS_PORT: '4000' })).toMatch(/^METRICS_PORT: 4000 /);
    expect(parse({ METRICS: 'on' })).toMatchObject({ metrics: true, metricsPort: undefined });
    expect(parse({ METRICS: 'on', TRUST_PROXY: '0' })).toMatchObject({ metrics: true, metricsPort: undefined });
  });

  test('PostgreSQL without Redis logs a warning', () => {
    expect(parse({ DATABASE_URL: 'postgres://db/shop' }).warnings).toEqual([expect.stringMatching(/^REDIS_URL/)]);
  });
});
