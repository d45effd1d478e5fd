import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeDigest, digest, newCode, newRefreshToken, successor } from './codes.ts';

const SECRET = 'k3Jx9-first-signing-key-of-the-tests';

describe('newCode', () => {
  it('newCode creates distinct codes of seven groups without ambiguous letters', () => {
    const codes = Array.from({ length: 1000 }, newCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
    expect(new Set(codes).size).toBe(1000);
    // Every letter of the alphabet occurs: 32 letters are five bits each.
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });
});

describe('codeDigest', () => {
  const code = '01AB-23CD-45EF-67GH-89JK-MNPQ-RSTV';

  it.each([
    ['in lower case', '01ab-23cd-45ef-67gh-89jk-mnpq-rstv'],
    ['without hyphens', '01AB23CD45EF67GH89JKMNPQRSTV'],
    ['with spaces', ' 01AB 23CD 45EF 67GH 89JK MNPQ RSTV\n'],
    ['with O for 0 and I for 1', 'OIAB-23CD-45EF-67GH-89JK-MNPQ-RSTV'],
    ['with o for 0 and l for 1', 'olAB-23CD-45EF-67GH-89JK-MNPQ-RSTV'],
  ])('codeDigest is the same when the code is typed %s', (_, typed) => {
    expect(codeDigest(typed)).toBe(codeDigest(code));
  });

  it('codeDigest differs for another code', () => {
    expect(codeDigest(code.replace('V', 'W'))).not.toBe(codeDigest(code));
    expect(codeDigest('')).not.toBe(codeDigest(code));
  });
});

describe('newRefreshToken', () => {
  it('newRefreshToken returns 32 random bytes in base64url', () => {
    const tokens = Array.from({ length: 100 }, newRefreshToken);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(new Set(tokens).size).toBe(100);
  });
});

describe('digest', () => {
  it('digest is SHA-256 in base64url', () => {
    expect(digest('abc')).toBe(createHash('sha256').update('abc').digest('base64url'));
    expect(digest('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });
});

describe('successor', () => {
  it('successor is the same in every process and has the form of a refresh token', () => {
    const token = 'A'.repeat(43);
    expect(successor(token, SECRET)).toBe(successor(token, SECRET));
    // A change here ends logins whose refresh spans a server update.
    expect(successor(token, SECRET)).toBe('mYqvQ2ra8lKRauW6WvZ1YKYCdwa9EWlxBb55u-0jrQw');
    expect(Buffer.from(successor(token, SECRET), 'base64url')).toHaveLength(32);
  });

  it('successor depends on the token and on the secret', () => {
    const token = newRefreshToken();
    expect(successor(`${token}x`, SECRET)).not.toBe(successor(token, SECRET));
    expect(successor(token, `${SECRET}x`)).not.toBe(successor(token, SECRET));
  });

  it('successor does not use the secret that signs access tokens directly', () => {
    const token = newRefreshToken();
    expect(successor(token, SECRET)).not.toBe(createHmac('sha256', SECRET).update(token).digest('base64url'));
  });
});
