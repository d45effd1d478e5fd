import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsInFolders } from './testing.ts';

const { folder, parse, refusal } = settingsInFolders();

describe('JWT_SECRET', () => {
  const none = { JWT_SECRET: undefined };

  test.each(['short', 'x'.repeat(40), 'changeme-changeme-changeme-changeme'])(
    'JWT_SECRET rejects %s without showing it',
    (secret) => {
      const message = refusal({ JWT_SECRET: secret });
      expect(message).toMatch(/^JWT_SECRET: /);
      expect(message).not.toContain(secret);
    },
  );

  test('JWT_SECRET is required in production and where several processes may run', () => {
    expect(refusal({ ...none, NODE_ENV: 'production' })).toMatch(/^JWT_SECRET: .*production/);
    expect(refusal({ ...none, REDIS_URL: 'redis://localhost' })).toMatch(/^JWT_SECRET: .*REDIS_URL/);
  });

  test('JWT_SECRET is created once next to a database file, readable by its owner only', () => {
    const first = parse(none).secrets;
    expect(first).toEqual([expect.stringMatching(/^[\w-]{64}$/)]);
    const file = join(folder(), 'root/data/shop.db.secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(first[0]);
    expect(parse(none)).toMatchObject({ secrets: first, warnings: [] });
    chmodSync(file, 0o644);
    expect(refusal(none)).toMatch(/^JWT_SECRET: .*chmod 600/);
  });

  test('JWT_SECRET creates no secret file when the start fails', () => {
    expect(refusal({ ...none, PORT: 'x' })).toMatch(/^PORT/);
    expect(statSync(join(folder(), 'root'), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('JWT_SECRET rejects a secret file without a usable secret', () => {
    parse(none);
    writeFileSync(join(folder(), 'root/data/shop.db.secret'), 'short');
    expect(refusal(none)).toMatch(/^JWT_SECRET: /);
  });

  test.each(['file::memory:', 'postgres://db/shop'])(
    'JWT_SECRET is random for one run on %s, with a warning',
    (DATABASE_URL) => {
      const [first, second] = [parse({ ...none, DATABASE_URL }), parse({ ...none, DATABASE_URL })];
      expect(first.secrets).not.toEqual(second.secrets);
      expect(first.warnings[0]).toMatch(/^JWT_SECRET is not set/);
    },
  );
});
