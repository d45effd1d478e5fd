import { execFile } from 'node:child_process';
import fs, { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyId, loadOrCreateSecret, parseSecrets } from './secrets.ts';

const GOOD = 'rX2v9QmLw7Zt4KpB1nYc8HsE5dGf3JuA';
const OTHER = 'T6yPq0WzN4xCk8VbR2mDj7LhS9gFa1Eo';

describe('parseSecrets', () => {
  it('parseSecrets accepts one secret or several in order', () => {
    expect(parseSecrets(GOOD)).toEqual([GOOD]);
    expect(parseSecrets(`${GOOD},${OTHER}`)).toEqual([GOOD, OTHER]);
  });

  it('parseSecrets counts bytes of UTF-8', () => {
    expect(parseSecrets('éàüöñçéàüöñçéàüö')).toHaveLength(1);
    expect(() => parseSecrets('éàüöñçéàüöñçéàü')).toThrow('has 30 bytes; use at least 32');
  });

  it.each([
    ['nothing', '', 'has 0 bytes'],
    ['31 bytes', GOOD.slice(1), 'has 31 bytes'],
    ['an empty second one', `${GOOD},`, 'secret 2 of 2 has 0 bytes'],
    ['a short second one', `${GOOD},short`, 'secret 2 of 2 has 5 bytes'],
    ['one repeated character', 'x'.repeat(64), 'one repeated character'],
    ['one repeated letter beyond ASCII', '🔧'.repeat(16), 'one repeated character'],
    ['the same twice', `${GOOD},${OTHER},${GOOD}`, 'secret 3 of 3 is a duplicate'],
    ['a space at the edge', `${GOOD}, ${OTHER}`, 'secret 2 of 2 begins or ends with a space'],
    ['a line break at the end', `${GOOD}\n`, 'begins or ends with a space or line break'],
  ])('parseSecrets rejects %s', (_, text, message) => {
    expect(() => parseSecrets(text)).toThrow(message);
  });

  it.each([
    'changeme-changeme-changeme-changeme',
    'CHANGE_ME_1234567890_1234567890_1234',
    'change-this-1234567890-1234567890-12',
    'secretsecretsecretsecretsecretsecret',
    'secret-0123456789-0123456789-0123456789',
    'your-secret-0123456789-0123456789-0123',
    'your_jwt_secret_9876543210_9876543210',
    'password1234567890password1234567890',
    'replace-me-with-0123456789-0123456789',
    'placeholder-0123456789-0123456789-0123',
    'super-secret-jwt-key-at-least-32-chars',
    'your-256-bit-secret-your-256-bit-secret',
    'this-is-a-very-long-secret-string-123',
    'mysupersecretkeymysupersecretkey-2026',
  ])('parseSecrets rejects the placeholder %s', (text) => {
    expect(() => parseSecrets(text)).toThrow('is a placeholder');
  });

  it('parseSecrets explains the problem in one line and never shows the secret', () => {
    for (const text of [GOOD.slice(1), `${GOOD},${GOOD}`, 'changeme-hunter2-hunter2-hunter2-hunter2']) {
      const message = messageOf(() => parseSecrets(text));
      expect(message).toMatch(/^[^\n]+ Make one with: openssl rand -base64 48$/);
      for (const secret of text.split(',')) expect(message).not.toContain(secret.slice(0, 12));
    }
  });
});

describe('keyId', () => {
  it('keyId is short, stable and distinct for each secret', () => {
    expect(keyId(GOOD)).toMatch(/^[\w-]{8}$/);
    expect(keyId(GOOD)).toBe('MJ_ffyC5');
    expect(keyId(OTHER)).not.toBe(keyId(GOOD));
  });
});

describe('loadOrCreateSecret', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secret-'));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('loadOrCreateSecret creates a secret once, for its owner only, and reads it again', () => {
    const path = join(folder, 'data', 'shop.secret');
    const secret = loadOrCreateSecret(path);
    expect(parseSecrets(secret)).toEqual([secret]);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(48);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadOrCreateSecret(path)).toBe(secret);
    expect(readdirSync(join(folder, 'data'))).toEqual(['shop.secret']);
    expect(loadOrCreateSecret(join(folder, 'other.secret'))).not.toBe(secret);
  });

  it('loadOrCreateSecret gives concurrent processes the same secret', async () => {
    const path = join(folder, 'shop.secret');
    const source = `
      import { loadOrCreateSecret } from ${JSON.stringify(new URL('secrets.ts', import.meta.url).href)};
      console.log(loadOrCreateSecret(${JSON.stringify(path)}));`;
    const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', source]);
    const answers = await Promise.all([start(), start(), start(), start()]);
    expect(new Set(answers.map(({ stdout }) => stdout))).toEqual(new Set([readFileSync(path, 'utf8')]));
    expect(readdirSync(folder)).toEqual(['shop.secret']);
  });

  it('loadOrCreateSecret uses the secret of a process that was faster', () => {
    const path = join(folder, 'shop.secret');
    writeFileSync(path, `${GOOD}\n`, { mode: 0o600 });
    // It did not exist yet when checked.
    vi.spyOn(fs, 'statSync').mockReturnValueOnce(undefined);
    const link = vi.spyOn(fs, 'linkSync');
    expect(loadOrCreateSecret(path)).toBe(GOOD);
    expect(link).toHaveBeenCalledOnce();
    expect(readFileSync(path, 'utf8')).toBe(`${GOOD}\n`);
    expect(readdirSync(folder)).toEqual(['shop.secret']);
  });

  it('loadOrCreateSecret rethrows other failures and leaves no file behind', () => {
    vi.spyOn(fs, 'linkSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('EPERM: no links here'), { code: 'EPERM' });
    });
    expect(() => loadOrCreateSecret(join(folder, 'shop.secret'))).toThrow(
      /^none can be stored: EPERM.*; check DATABASE_URL/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('loadOrCreateSecret rejects a file that others can read', () => {
    const path = join(folder, 'shop.secret');
    loadOrCreateSecret(path);
    for (const mode of [0o640, 0o604, 0o666]) {
      chmodSync(path, mode);
      expect(() => loadOrCreateSecret(path)).toThrow(`${path} can be read by others: run chmod 600`);
    }
  });

  it.each([
    ['is empty', ''],
    ['is weak', 'changeme'],
    ['holds two', `${GOOD},${OTHER}`],
  ])('loadOrCreateSecret rejects a file that %s, and keeps it', (_, text) => {
    const path = join(folder, 'shop.secret');
    writeFileSync(path, text, { mode: 0o600 });
    const message = messageOf(() => loadOrCreateSecret(path));
    expect(message).toContain(path);
    expect(message).not.toContain('\n');
    expect(message).not.toContain(GOOD);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('Nothing was thrown.');
}
