import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, type JWTHeaderParameters, type JWTPayload, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTicks } from '../ticks.ts';
import { keyId } from './secrets.ts';
import { type TokenOptions, bearer, createTokens } from './tokens.ts';

const SECRET = 'rX2v9QmLw7Zt4KpB1nYc8HsE5dGf3JuA';
const OTHER = 'T6yPq0WzN4xCk8VbR2mDj7LhS9gFa1Eo';
const NOW = Date.parse('2026-11-20T09:30:00.000Z');
const now = NOW / 1000;
const WHO = { accountId: 7, sessionId: 42, role: 'mechanic' };
const VERIFIED = { ...WHO, issuedAt: NOW, expiresAt: NOW + 3_600_000, tick: null };

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

const HEADER = { alg: 'HS256', typ: 'at+jwt', kid: keyId(SECRET) };
const CLAIMS = {
  iss: 'mechanic-shop',
  aud: 'mechanic-shop',
  sub: '7',
  sid: '42',
  role: 'mechanic',
  iat: now,
  exp: now + 3600,
  jti: 'f3a9',
};

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** Signs any header and payload, objects or JSON texts, with the secret, whatever the header says. */
function forge(header: unknown, payload: unknown, secret = SECRET): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
const withHeader = (changes: object): string => forge({ ...HEADER, ...changes }, CLAIMS);
const withClaims = (changes: object): string => forge(HEADER, { ...CLAIMS, ...changes });
const without = (claim: string): string => withClaims({ [claim]: undefined });

const good = forge(HEADER, CLAIMS);
const [head = '', body = '', signature = ''] = good.split('.');
function alter(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
const json = JSON.stringify;

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
function signed(header: JWTHeaderParameters, key: Parameters<SignJWT['sign']>[0]) {
  return new SignJWT(CLAIMS satisfies JWTPayload).setProtectedHeader(header).sign(key);
}

const invalid: [string, string][] = [
  // Algorithm
  ['alg none, unsigned', new UnsecuredJWT(CLAIMS).encode()],
  ['alg none, our header', `${encode({ ...HEADER, alg: 'none' })}.${body}.`],
  ['alg none with a right HMAC', withHeader({ alg: 'none' })],
  ['alg NONE with a right HMAC', withHeader({ alg: 'NONE' })],
  ['alg hs256', withHeader({ alg: 'hs256' })],
  ['alg HS384 by name only', withHeader({ alg: 'HS384' })],
  ['HS384', await signed({ ...HEADER, alg: 'HS384' }, Buffer.from(SECRET.repeat(2)))],
  ['HS512', await signed({ ...HEADER, alg: 'HS512' }, Buffer.from(SECRET.repeat(2)))],
  ['RS256', await signed({ ...HEADER, alg: 'RS256' }, rsa.privateKey)],
  ['alg as a list', withHeader({ alg: ['HS256'] })],
  ['no alg', withHeader({ alg: undefined })],
  // The other header members
  ['no typ', withHeader({ typ: undefined })],
  ['typ JWT', withHeader({ typ: 'JWT' })],
  ['typ in upper case', withHeader({ typ: 'AT+JWT' })],
  ['typ with its tree', withHeader({ typ: 'application/at+jwt' })],
  ['no kid', withHeader({ kid: undefined })],
  ['an empty kid', withHeader({ kid: '' })],
  ['an unknown kid', withHeader({ kid: keyId(OTHER) })],
  ['a kid that is a number', withHeader({ kid: 1 })],
  ['a kid that every object has', withHeader({ kid: 'constructor' })],
  ['crit', withHeader({ crit: ['exp'] })],
  ['b64', withHeader({ b64: false, crit: ['b64'] })],
  ['jwk', withHeader({ jwk: { kty: 'oct', k: encode(SECRET) } })],
  ['jku', withHeader({ jku: 'https://example.com/keys' })],
  ['cty', withHeader({ cty: 'JWT' })],
  ['zip', withHeader({ zip: 'DEF' })],
  ['a member __proto__', forge(json(HEADER).replace('{', '{"__proto__":{},'), CLAIMS)],
  ['alg twice', forge(json(HEADER).replace('{', '{"alg":"none",'), CLAIMS)],
  ['a header with spaces', forge(JSON.stringify(HEADER, null, 1), CLAIMS)],
  ['a header that is a list', forge([HEADER], CLAIMS)],
  ['a header that is null', forge('null', CLAIMS)],
  ['a header that is no JSON', forge('{', CLAIMS)],
  ['an empty header', `.${body}.${signature}`],
  // Claims: each missing, of another type, of another value
  ...Object.keys(CLAIMS).map((claim): [string, string] => [`no ${claim}`, without(claim)]),
  ...Object.keys(CLAIMS).map((claim): [string, string] => [`${claim} null`, withClaims({ [claim]: null })]),
  ...Object.keys(CLAIMS).map((claim): [string, string] => [`${claim} a list`, withClaims({ [claim]: ['7'] })]),
  ...Object.keys(CLAIMS).map((claim): [string, string] => [`${claim} empty`, withClaims({ [claim]: '' })]),
  ['another issuer', withClaims({ iss: 'mechanic-shop.example' })],
  ['another audience', withClaims({ aud: 'other' })],
  ['our audience among others', withClaims({ aud: ['mechanic-shop', 'other'] })],
  ...['0', '-7', '07', '7.0', '7e0', ' 7', '0x7', '٧', '9007199254740992', '1'.repeat(17), 'me'].map(
    (sub): [string, string] => [`sub "${sub}"`, withClaims({ sub })],
  ),
  ['a sub that is a number', withClaims({ sub: 7 })],
  ['sid 0', withClaims({ sid: '0' })],
  ['a sid that is a number', withClaims({ sid: 42 })],
  ['a role that is a number', withClaims({ role: 1 })],
  ['a jti that is a number', withClaims({ jti: 1 })],
  ['sub twice', forge(HEADER, json(CLAIMS).replace('{', '{"sub":"1",'))],
  // Times
  ['exp as text', withClaims({ exp: String(now + 3600) })],
  ['exp with a fraction', withClaims({ exp: now + 0.5 })],
  ['exp beyond all numbers', forge(HEADER, json(CLAIMS).replace(String(now + 3600), '1e999'))],
  ['exp before iat', withClaims({ iat: now, exp: now - 1 })],
  ['iat as text', withClaims({ iat: String(now) })],
  ['iat below zero', withClaims({ iat: -1 })],
  ['iat six seconds ahead', withClaims({ iat: now + 6 })],
  ['nbf in the future', withClaims({ nbf: now + 60 })],
  ['expired, and without sid', withClaims({ iat: 0, exp: 1, sid: undefined })],
  ['expired, and another issuer', withClaims({ iat: 0, exp: 1, iss: 'other' })],
  ['expired, and by another secret', forge(HEADER, { ...CLAIMS, iat: 0, exp: 1 }, OTHER)],
  // Payload
  ['a payload that is null', forge(HEADER, 'null')],
  ['a payload that is a list', forge(HEADER, [CLAIMS])],
  ['a payload that is a text', forge(HEADER, '"7"')],
  ['a payload that is no JSON', forge(HEADER, json(CLAIMS).slice(1))],
  ['an empty payload', forge(HEADER, '')],
  ['no claims at all', forge(HEADER, {})],
  // Signature
  ['another secret', forge(HEADER, CLAIMS, OTHER)],
  ['another secret with its own kid', forge({ ...HEADER, kid: keyId(OTHER) }, CLAIMS, OTHER)],
  ['the empty secret', forge(HEADER, CLAIMS, '')],
  ['a derived key', forge(HEADER, CLAIMS, createHmac('sha256', '').update(SECRET).digest('hex'))],
  ['a changed payload', `${head}.${encode({ ...CLAIMS, role: 'admin' })}.${signature}`],
  ['a changed header', `${alter(head, 12)}.${body}.${signature}`],
  ['a changed signature', `${head}.${body}.${alter(signature, 3)}`],
  ['the signature of another token', `${head}.${body}.${withClaims({ role: 'admin' }).split('.')[2]}`],
  ['no signature', `${head}.${body}.`],
  ['half a signature', `${head}.${body}.${signature.slice(0, 21)}`],
  ['a longer signature', `${head}.${body}.${signature}AA`],
  // Form
  ['nothing', ''],
  ['dots', '..'],
  ['words', 'not a token'],
  ['two parts', `${head}.${body}`],
  ['four parts', `${good}.${signature}`],
  ['five parts', `${head}.${body}.${signature}.${body}.${signature}`],
  ['padding', `${good}=`],
  ['padding of the payload', `${head}.${body}==.${signature}`],
  ['plain base64', `${head}.${body}.${'+/'.repeat(21)}A`],
  ['a space before', ` ${good}`],
  ['a line break after', `${good}\n`],
  ['a line break within', `${head}.\n${body}.${signature}`],
  ['NUL after', `${good}\0`],
  ['the word Bearer', `Bearer ${good}`],
  ['a token twice', `${good},${good}`],
  ['letters beyond ASCII', good.replace('e', 'е')],
  // Size
  ['more than 4 KB', withClaims({ more: 'x'.repeat(4000) })],
  ['a megabyte', 'a'.repeat(1 << 20)],
];

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
