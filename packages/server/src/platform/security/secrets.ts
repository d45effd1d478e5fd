import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { dirname } from 'node:path';

const MIN_BYTES = 32;
const HOW = 'Make one with: openssl rand -base64 48';

// The beginnings of example secrets, and the words of which only a placeholder consists.
const BEGINNING = /^(?:change[-_ ]?(?:me|this)|(?:your|my)[-_ ]?(?:jwt[-_ ]?)?secret|placeholder|replace[-_ ]?me)/i;
const WORDS =
  /^(?:a|access|at|auth|be|bit|bytes|change|characters|chars|default|dev|example|for|here|in|insecure|is|jwt|key|least|long|me|minimum|must|my|phrase|pass|password|placeholder|please|production|random|replace|secret|some|string|super|the|this|token|use|very|with|your)+$/i;

function isPlaceholder(secret: string): boolean {
  const words = secret.match(/[a-z]+/gi) ?? [];
  return BEGINNING.test(secret) || (words.length > 0 && words.every((word) => WORDS.test(word)));
}

function fault(secret: string): string | null {
  if (secret.trim() !== secret) return 'begins or ends with a space or line break; remove it';
  const size = Buffer.byteLength(secret);
  if (size < MIN_BYTES) return `has ${size} bytes; use at least ${MIN_BYTES}`;
  if (new Set(secret).size === 1) return 'is one repeated character; use random text';
  if (isPlaceholder(secret)) return 'is a placeholder from an example; use random text of your own';
  return null;
}

/**
 * Parses a comma-separated list of secrets: the first signs, all verify. Throws one line that explains the problem and
 * never shows a secret.
 */
export function parseSecrets(text: string): string[] {
  const secrets = text.split(',');
  for (const [index, secret] of secrets.entries()) {
    const which = secrets.length === 1 ? 'the secret' : `secret ${index + 1} of ${secrets.length}`;
    const problem = secrets.indexOf(secret) < index ? 'is a duplicate; remove it' : fault(secret);
    if (problem !== null) throw new Error(`${which} ${problem}. ${HOW}`);
  }
  return secrets;
}

/** The key id of a secret in token headers: short, stable, and it reveals nothing about the secret. */
export function keyId(secret: string): string {
  return createHmac('sha256', 'mechanic-shop key id').update(secret).digest('base64url').slice(0, 8);
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

const exists = (path: string): boolean => fs.statSync(path, { throwIfNoEntry: false }) !== undefined;

function create(path: string): void {
  fs.mkdirSync(dirname(path), { recursive: true });
  // Written under another name, then linked: no process reads a partial secret, and the first of two wins.
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    fs.writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    fs.linkSync(draft, path);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return;
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`none can be stored: ${why}; check DATABASE_URL and the permissions of its folder, or set one.`, {
      cause: error,
    });
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function readSecrets(path: string): string[] {
  try {
    return parseSecrets(fs.readFileSync(path, 'utf8').replace(/\r?\n$/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${path}: ${why}; or delete the file to get a new secret (clients then refresh their access tokens).`,
      { cause: error },
    );
  }
}

/**
 * The secret stored next to the database: random, created once, readable by its owner only. Throws one line for a file
 * that others can read or that holds no usable secret.
 */
export function loadOrCreateSecret(path: string): string {
  if (!exists(path)) create(path);
  // Windows has no such mode bits.
  if (process.platform !== 'win32' && (fs.statSync(path).mode & 0o077) !== 0) {
    throw new Error(
      `${path} can be read by others: run chmod 600 on it, delete it to get a new secret (clients then refresh their access tokens), or set JWT_SECRET.`,
    );
  }
  const [secret, ...more] = readSecrets(path);
  if (secret === undefined || more.length > 0) throw new Error(`${path} must hold one secret, without commas.`);
  return secret;
}
