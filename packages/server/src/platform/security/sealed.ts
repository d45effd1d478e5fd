import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { keyId } from './secrets.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'mechanic-shop sealed texts', 32));
}

/** Encrypts a text under the first secret, for storage: AES-256-GCM with a derived key, after the id of the secret. */
export function seal([secret]: readonly string[], text: string): string {
  if (secret === undefined) throw new Error('There is no secret to seal with.');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret), iv);
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${keyId(secret)}.${sealed.toString('base64url')}`;
}

/** Decrypts what was sealed under any of the secrets; undefined if it was under another one, or is damaged. */
export function unseal(secrets: readonly string[], sealed: string): string | undefined {
  const [id, text = ''] = sealed.split('.');
  const secret = secrets.find((candidate) => keyId(candidate) === id);
  const bytes = Buffer.from(text, 'base64url');
  if (secret === undefined || bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}

/** Whether it was sealed under the first secret. */
export function isSealedByFirst([secret]: readonly string[], sealed: string): boolean {
  return secret !== undefined && sealed.startsWith(`${keyId(secret)}.`);
}
