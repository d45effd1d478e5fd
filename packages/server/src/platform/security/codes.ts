import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

// Crockford's base32: no letter that resembles a digit, and no U.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 28;

/**
 * Creates a code for invites and resets, `7KQ2-…`: seven groups of four, 140 random bits, shown once. Store only its
 * `codeDigest`.
 */
export function newCode(): string {
  const letters = [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return letters.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** Creates a refresh token: 32 random bytes in base64url. Store only its `digest`. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** The beginning of every API key, which tells it from an access token. */
export const API_KEY_PREFIX = 'msk_';

/** Creates an API key: `msk_` and 32 random bytes in base64url, shown once. Store only its `digest`. */
export const newApiKey = (): string => API_KEY_PREFIX + randomBytes(32).toString('base64url');

// The two spare bits of the last character are zero, so that a key has one spelling.
const API_KEY = /^msk_[\w-]{42}[AEIMQUYcgkosw048]$/;

/** Whether a text has the form of an API key. */
export const isApiKey = (text: string): boolean => API_KEY.test(text);

/** SHA-256 in base64url: enough for random texts, never for passwords. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The digest of a typed code: case, spaces and hyphens are ignored, O is read as 0, I and L as 1. */
export function codeDigest(typed: string): string {
  return digest(typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'));
}

const SUCCESSOR_KEY = 'mechanic-shop refresh token successor';

/**
 * The refresh token that follows a presented one. It is derived, so a retried refresh returns the same token from any
 * process although only digests are stored. `secret` is the first `JWT_SECRET`.
 */
export function successor(token: string, secret: string): string {
  const key = hkdfSync('sha256', secret, '', SUCCESSOR_KEY, 32);
  return createHmac('sha256', Buffer.from(key)).update(token).digest('base64url');
}
