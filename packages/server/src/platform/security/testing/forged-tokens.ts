import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, type JWTHeaderParameters, type JWTPayload, UnsecuredJWT } from 'jose';
import { keyId } from '../secrets.ts';

export const SECRET = 'rX2v9QmLw7Zt4KpB1nYc8HsE5dGf3JuA';
export const OTHER = 'T6yPq0WzN4xCk8VbR2mDj7LhS9gFa1Eo';
export const NOW = Date.parse('2026-11-20T09:30:00.000Z');
export const now = NOW / 1000;
export const WHO = { accountId: 7, sessionId: 42, role: 'mechanic' };
export const VERIFIED = { ...WHO, issuedAt: NOW, expiresAt: NOW + 3_600_000, tick: null };

export const HEADER = { alg: 'HS256', typ: 'at+jwt', kid: keyId(SECRET) };
export const CLAIMS = {
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
export const withClaims = (changes: object): string => forge(HEADER, { ...CLAIMS, ...changes });
const without = (claim: string): string => withClaims({ [claim]: undefined });

export const good = forge(HEADER, CLAIMS);
export const [head = '', body = '', signature = ''] = good.split('.');
export function alter(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
const json = JSON.stringify;

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export function signed(header: JWTHeaderParameters, key: Parameters<SignJWT['sign']>[0]) {
  return new SignJWT(CLAIMS satisfies JWTPayload).setProtectedHeader(header).sign(key);
}

export const invalid: [string, string][] = [
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
