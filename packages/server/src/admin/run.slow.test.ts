import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readNewPassword } from './read-password.ts';
import { run } from './run.ts';

function ioWith(stdin: Readable & { isTTY?: boolean }, env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  return {
    env,
    stdin,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    said: () => ({ out, err }),
  };
}

const piped = (text = '') => Readable.from([text]);
function typed(text: string) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.write(text);
  return stdin;
}

describe('admin usage errors', () => {
  test.each([
    [['frobnicate'], "error: unknown command 'frobnicate'\n"],
    [['create-admin', '--email', 'a@b.example'], "error: required option '--first-name <name>' not specified\n"],
    [['set-password', '--email', 'nonsense'], /^error: option '--email .* Use an e-mail address like .*\n$/],
    [['set-password', '--email', 'a@b.example', '--force'], "error: unknown option '--force'\n"],
    [['migrate', 'now'], /^error: too many arguments for 'migrate'.*\n$/],
  ])('%j exits with status 2 and one line', async (argv, message) => {
    const io = ioWith(piped('a good password'));
    expect(await run(argv, io)).toBe(2);
    expect(io.said().out).toBe('');
    expect(io.said().err).toMatch(message);
    expect(io.said().err.split('\n')).toHaveLength(2);
  });

  test('admin without a command prints the help', async () => {
    const io = ioWith(piped());
    expect(await run([], io)).toBe(2);
    for (const name of ['create-admin', 'set-password', 'migrate', 'seed-demo', 'procedures']) {
      expect(io.said().err).toContain(`  ${name}`);
    }
  });

  test('--help exits with status 0', async () => {
    const io = ioWith(piped());
    expect(await run(['set-password', '--help'], io)).toBe(0);
    expect(io.said().out).toContain('--email <e-mail>');
  });
});

test.each([
  ['a@example.com', 'short', 'The password was not accepted: Use at least 8 characters.'],
  [
    'a@example.com',
    'x'.repeat(73),
    'The password was not accepted: Use at most 72 bytes: 72 plain letters, fewer with accents or symbols.',
  ],
  ['a@example.com', '\n', 'No password was given: pipe it in, or type it at a terminal.'],
  ['a@example.com', 'Password123', 'password: This is one of the most common passwords. Choose another one.'],
  ['ada.k@example.com', 'Ada.K@example.com', 'password: Choose a password that is not your e-mail.'],
])('set-password rejects in one line: %s by %j', async (email, password, message) => {
  const io = ioWith(piped(password));
  expect(await run(['set-password', '--email', email], io)).toBe(1);
  expect(io.said()).toEqual({ out: '', err: `error: ${message}\n` });
});

test.each([
  [{ DATABASE_URL: 'file::memory:' }, 'DATABASE_URL: an in-memory database exists only in its server'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: use file:'],
  [{ BCRYPT_COST: '99' }, 'BCRYPT_COST: use a whole number from 10 to 15.'],
])('a command fails in one line with %j', async (env, message) => {
  const io = ioWith(piped(), env);
  expect(await run(['migrate'], io)).toBe(1);
  expect(io.said().err.startsWith(`error: ${message}`)).toBe(true);
  expect(io.said().err.split('\n')).toHaveLength(2);
});

test('procedures prints a readable table', async () => {
  const io = ioWith(piped());
  expect(await run(['procedures'], io)).toBe(0);
  expect(io.said().out).toMatch(/^tickets\.addPart +mutation +mechanic$/m);
  expect(io.said().out).toMatch(/^customers\.get +query +mechanic or self$/m);
});

describe('the admin password prompt', () => {
  test('a password is asked for twice and not echoed', async () => {
    const io = ioWith(typed('my secret words\nmy secret words\n'));
    expect(await readNewPassword(io, 'ada@example.com')).toBe('my secret words');
    expect(io.said()).toEqual({ out: '', err: 'New password: \nOnce more: \n' });
  });

  test('two different passwords are rejected', async () => {
    const io = ioWith(typed('my secret words\nmy secret swords\n'));
    await expect(readNewPassword(io, 'ada@example.com')).rejects.toThrow(
      'The two passwords differ; nothing was changed.',
    );
  });

  test.each([
    ['short\n', 'The password was not accepted: Use at least 8 characters.'],
    ['Password123\n', 'This is one of the most common passwords.'],
    ['Ada@Example.com\n', 'Choose a password that is not your e-mail.'],
  ])('that is not accepted is refused before it is typed again: %j', async (stdin, message) => {
    const io = ioWith(typed(stdin));
    await expect(readNewPassword(io, 'ada@example.com')).rejects.toThrow(message);
    expect(io.said().err).toBe('New password: \n');
  });

  test('the prompt ends at Ctrl-C and at the end of input', async () => {
    await expect(readNewPassword(ioWith(typed('half\u0003')), 'ada@example.com')).rejects.toMatchObject({
      status: 130,
    });
    await expect(readNewPassword(ioWith(typed('\u0004')), 'ada@example.com')).rejects.toThrow('No password was typed');
  });

  test.each([
    ['eight888', 'eight888'],
    ['two lines\n\n', 'two lines\n'],
    [' spaces stay \r\n', ' spaces stay '],
    ['ﬁve ligatures', 'five ligatures'],
  ])('a piped password loses at most one line break: %j', async (input, password) => {
    expect(await readNewPassword(ioWith(piped(input)), 'ada@example.com')).toBe(password);
  });
});
