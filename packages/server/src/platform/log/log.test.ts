import Sqlite from 'better-sqlite3';
import { DrizzleQueryError } from 'drizzle-orm';
import { fastify } from 'fastify';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeError } from './describe-error.ts';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string[] {
  const lines: string[] = [];
  write(createLog({ level, destination: { write: (line) => lines.push(line) } }));
  return lines;
}

describe('createLog', () => {
  test('createLog writes one JSON object per line with control characters escaped', () => {
    const [line, ...more] = logged((log) => log.info({ requestId: 'a\n\u001b[31m\u0000' }, 'two\nlines'));
    expect(more).toEqual([]);
    expect(line!.trimEnd()).toMatch(/^\{[ -~]+\}$/);
    expect(JSON.parse(line!)).toMatchObject({ level: 'info', requestId: 'a\n\u001b[31m\u0000', msg: 'two\nlines' });
  });

  test('createLog hides secrets that reach a line', () => {
    const secrets = { password: 'canary', token: 'canary', refreshToken: 'canary', code: 'canary' };
    const [line] = logged((log) => log.info({ ...secrets, input: secrets, headers: { authorization: 'canary' } }, 'x'));
    expect(line).not.toContain('canary');
    expect(line!.match(/\[hidden\]/g)).toHaveLength(6);
  });

  test('createLog respects its level', () => {
    expect(logged((log) => log.info('x'), 'warn')).toEqual([]);
  });
});

describe('describeError', () => {
  test('describeError omits the statement and its parameters', () => {
    const driver = Object.assign(new Error('UNIQUE constraint failed: accounts.email'), { code: 'SQLITE_CONSTRAINT' });
    const error = new DrizzleQueryError(
      'insert into accounts values (?)',
      ['canary@example.com\n    at canary'],
      driver,
    );
    const described = describeError(error);
    expect(JSON.stringify(described)).not.toMatch(/canary|insert into/);
    expect(described.cause).toMatchObject({
      name: 'Error',
      code: 'SQLITE_CONSTRAINT',
      message: 'UNIQUE constraint failed: accounts.email',
    });
  });

  test('describeError omits values that PostgreSQL quotes', () => {
    const error = Object.assign(new Error('invalid input syntax for type integer: "canary"'), { code: '22P02' });
    expect(describeError(error)).toMatchObject({ name: 'Error', code: '22P02' });
    expect(JSON.stringify(describeError(error))).not.toContain('canary');
  });

  test('describeError reports where an error was thrown without local paths', () => {
    const thrower = () => new TypeError('no such thing');
    const { name, message, at } = describeError(thrower());
    expect({ name, message }).toEqual({ name: 'TypeError', message: 'no such thing' });
    expect(at![0]).toMatch(/^log\.test\.thrower:\d+$/);
    expect(at!.join('\n')).not.toMatch(/[\\/]|\.ts/);
  });

  test.each([
    [
      "ENOENT: no such file or directory, open '/var/lib/shop/shop.db'",
      "ENOENT: no such file or directory, open '[path]'",
    ],
    ['cannot load C:\\Users\\shop\\main.js', 'cannot load [path]'],
    ['failed: select id from accounts where email = $1', 'failed: [statement]'],
    ['redis://default:canary@127.0.0.1:6379 is gone', 'redis://[hidden]@127.0.0.1:6379 is gone'],
    [`$2b$12$${'k'.repeat(53)} is wrong`, '[hidden] is wrong'],
    ['bad token eyJhbGci.eyJzdWIi.c2lnbg', 'bad token [hidden]'],
    [`digest ${'d'.repeat(43)}`, 'digest [hidden]'],
  ])('describeError removes what a message may quote: %s', (message, shown) => {
    expect(describeError(new Error(message)).message).toBe(shown);
  });

  test.each([
    ['a router', () => fastify().get('/:(((canary', () => '')],
    ['a schema', () => z.string().parse({ canary: 1 })],
    ['a token', () => new SignJWT({}).setProtectedHeader({ alg: 'canary' }).sign(new Uint8Array(32))],
    ['JSON', () => JSON.parse('{canary}') as unknown],
    ['an expression', () => new RegExp(['(', 'canary'].join(''))],
    ['a number', () => BigInt('canary')],
    ['full text', () => new Sqlite(':memory:').exec('select canary from nothing')],
  ])('describeError of a message about %s omits the input and keeps the kind and the place', async (_, work) => {
    const thrown: unknown = await Promise.resolve()
      .then(work)
      .catch((error: unknown) => error);
    const described = describeError(thrown);
    expect(thrown).toBeInstanceOf(Error);
    expect(described.at).not.toEqual([]);
    expect(JSON.stringify(described)).not.toContain('canary');
  });

  test('describeError keeps messages of the system and the drivers about themselves', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6379'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
      stack: 'Error: connect ECONNREFUSED 127.0.0.1:6379',
    });
    expect(describeError(refused).message).toBe('connect ECONNREFUSED 127.0.0.1:6379');
    const at = '    at Connection.end (file:///srv/node_modules/pg/lib/client.js:1:2)';
    const lost = new Error('Connection terminated unexpectedly');
    lost.stack = `Error: ${lost.message}\n${at}`;
    expect(describeError(lost)).toMatchObject({ message: lost.message, at: ['client.Connection.end:1'] });
    const other = new Error('something about canary');
    other.stack = `Error: ${other.message}\n${at}`;
    expect(describeError(other)).toEqual({ name: 'Error', at: ['client.Connection.end:1'] });
    const bundled = new Error('something about canary');
    bundled.stack = `Error: ${bundled.message}\n    at find (file:///srv/dist/libraries~main~admin.js:1:2)`;
    expect(describeError(bundled).message).toBeUndefined();
  });

  test('describeError stops at endless causes', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).match(/round/g)).toHaveLength(5);
  });

  test.each([null, undefined, 'canary', { password: 'canary' }])(
    'describeError of %o reports only that a value was thrown',
    (thrown) => {
      expect(Object.keys(describeError(thrown))).toEqual(['name']);
    },
  );
});
