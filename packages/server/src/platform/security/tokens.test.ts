import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTicks } from '../ticks.ts';
import {
  CLAIMS,
  HEADER,
  NOW,
  OTHER,
  SECRET,
  VERIFIED,
  WHO,
  alter,
  good,
  invalid,
  now,
  signature,
  signed,
  withClaims,
} from './testing/forged-tokens.ts';
import { type TokenOptions, bearer, createTokens } from './tokens.ts';

const TICKS = createTicks(() => 0, 'test');

function tokensOf(options: Partial<TokenOptions> = {}) {
  return createTokens({
    secrets: [SECRET],
    accessTtlSeconds: 3600,
    clock: () => new Date(NOW),
    ticks: TICKS,
    ...options,
  });
}

describe('sign', () => {
  it('sign returns a token that verifies and when it expires', async () => {
    const tokens = tokensOf();
    const { token, expiresAt } = await tokens.sign(WHO);
    expect(await tokens.verify(token)).toEqual({ ...VERIFIED, tick: TICKS.now() });
    expect(expiresAt).toEqual(new Date(NOW + 3_600_000));
  });

  it('sign uses HS256 with the first secret, and writes its key id and all claims', async () => {
    const { token } = await tokensOf({ secrets: [SECRET, OTHER] }).sign(WHO);
    const [header = '', payload = '', mac] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual(HEADER);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      ...CLAIMS,
      jti: expect.stringMatching(/^[0-9a-z]+\.[0-9a-f-]{36}$/),
    });
    const key = Buffer.from(SECRET, 'utf8');
    expect(mac).toBe(createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url'));
  });

  it('sign returns a distinct token each time', async () => {
    const tokens = tokensOf();
    const [one, two] = await Promise.all([tokens.sign(WHO), tokens.sign(WHO)]);
    expect(one.token).not.toBe(two.token);
  });
});

describe('verify', () => {
  it('verify accepts any well-formed token signed with the secret', async () => {
    expect(await tokensOf().verify(good)).toEqual(VERIFIED);
    const { alg, typ, kid } = HEADER;
    const ordered = await signed({ kid, typ, alg }, Buffer.from(SECRET));
    expect(await tokensOf().verify(ordered)).toEqual(VERIFIED);
  });

  it('verify accepts every configured secret and rejects a removed one', async () => {
    const old = tokensOf({ secrets: [OTHER] });
    const { token } = await old.sign(WHO);
    expect(await tokensOf({ secrets: [SECRET, OTHER] }).verify(token)).toMatchObject(WHO);
    expect(await tokensOf({ secrets: [SECRET] }).verify(token)).toBe('invalid');
  });

  it('verify accepts ids up to the highest and ignores unknown claims', async () => {
    const token = withClaims({ sub: '9007199254740991', more: { later: true } });
    expect(await tokensOf().verify(token)).toMatchObject({ accountId: Number.MAX_SAFE_INTEGER });
  });

  it.each([
    ['issued five seconds ahead', { iat: now + 5 }],
    ['expired less than five seconds ago', { iat: now - 100, exp: now - 4 }],
  ])('verify tolerates clock differences: %s', async (_, changes) => {
    expect(await tokensOf().verify(withClaims(changes))).toMatchObject(WHO);
  });

  it.each([
    ['five seconds ago', now - 5],
    ['an hour ago', now - 3600],
    ['in 1970', 1],
  ])('verify returns expired for a valid token that ended %s', async (_, exp) => {
    expect(await tokensOf().verify(withClaims({ iat: 0, exp }))).toBe('expired');
  });

  it('verify caches a verified token, answers synchronously and lets it expire', async () => {
    let time = NOW;
    const tokens = tokensOf({ clock: () => new Date(time) });
    expect(tokens.verify(good)).toBeInstanceOf(Promise);
    expect(await tokens.verify(good)).toEqual(VERIFIED);
    expect(tokens.verify(good)).toEqual(VERIFIED);
    time = VERIFIED.expiresAt + 4999;
    expect(tokens.verify(good)).toEqual(VERIFIED);
    time = VERIFIED.expiresAt + 5000;
    expect(tokens.verify(good)).toBe('expired');
    expect(await tokens.verify(good)).toBe('expired');
  });

  it('verify caches a bounded number of tokens, and only valid ones', async () => {
    const tokens = tokensOf({ remembered: 2 });
    const [one, two, three] = ['1', '2', '3'].map((jti) => withClaims({ jti }));
    for (const token of [one!, two!, three!]) await tokens.verify(token);
    expect(tokens.verify(two!)).toEqual(VERIFIED);
    expect(tokens.verify(three!)).toEqual(VERIFIED);
    expect(tokens.verify(one!)).toBeInstanceOf(Promise);
    const bad = alter(good, good.length - 5);
    expect(await tokens.verify(bad)).toBe('invalid');
    expect(await tokens.verify(bad)).toBe('invalid');
  });

  it('verify survives many distinct invalid tokens', () => {
    expect(new Set(invalid.map(([, token]) => token)).size).toBe(invalid.length);
  });

  it.each(invalid)('parseSecrets rejects %s', async (_, token) => {
    const tokens = tokensOf({ secrets: [SECRET] });
    expect(await tokens.verify(token)).toBe('invalid');
    expect(await tokens.verify(token)).toBe('invalid');
  });

  it('verify accepts one spelling of a signature', async () => {
    // The last character has two bits outside the signature: four texts encode the same 32 bytes.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twins = Array.from(letters)
      .map((letter) => good.slice(0, -1) + letter)
      .filter((token) => Buffer.from(token.split('.')[2]!, 'base64url').equals(Buffer.from(signature, 'base64url')));
    expect(twins).toHaveLength(4);
    const verdicts = await Promise.all(twins.map(async (token) => tokensOf().verify(token)));
    expect(verdicts.filter((verdict) => verdict !== 'invalid')).toHaveLength(1);
  });

  it('createTokens requires a secret', () => {
    expect(() => tokensOf({ secrets: [] })).toThrow('at least one secret');
  });
});

describe('bearer', () => {
  it.each([
    ['Bearer abc.def.ghi', 'abc.def.ghi'],
    ['bearer abc.def.ghi', 'abc.def.ghi'],
    ['BEARER   abc', 'abc'],
    ['Bearer a-b_c~d+e/f==', 'a-b_c~d+e/f=='],
  ])('bearer extracts the token of "%s"', (header, token) => {
    expect(bearer(header)).toBe(token);
  });

  it('bearer distinguishes a missing header from a malformed one, which verify rejects', async () => {
    expect(bearer(undefined)).toBeNull();
    for (const header of [
      '',
      'Bearer',
      'Bearer ',
      'abc',
      'Basic YTpi',
      'Bearerabc',
      'Bearer a b',
      'Bearer a,b',
      'xBearer a',
    ]) {
      expect(bearer(header)).toBe('');
    }
    expect(await tokensOf().verify('')).toBe('invalid');
  });
});
