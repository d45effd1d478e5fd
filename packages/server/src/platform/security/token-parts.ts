import { CLOCK_TOLERANCE_SECONDS } from '../expiry.ts';

/** The claims of a valid access token. The role is a hint: permissions come from the database. */
export interface Verified {
  accountId: number;
  sessionId: number;
  role: string;
  /** Milliseconds since 1970, whole seconds. */
  issuedAt: number;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** The uptime at which it was issued. */
  tick: number | null;
}

export const ALGORITHM = 'HS256';
export const TYPE = 'at+jwt';
const MAX_LENGTH = 4096;

// 32 signature bytes are 43 characters; the two spare bits of the last one must be zero, so that a token has one
// spelling.
const FORM = /^([\w-]+)\.([\w-]+)\.[\w-]{42}[AEIMQUYcgkosw048]$/;

type Members = Record<string, unknown>;

/** Decodes an object in its shortest JSON; null for anything else: duplicate members, spaces, other base64. */
function decode(part: string): Members | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Buffer.from(JSON.stringify(value)).toString('base64url') === part ? { ...value } : null;
  } catch {
    return null;
  }
}

/**
 * The key id of a well-formed token, before any cryptography; else null. The header has exactly our three members:
 * others (`crit`, `jwk`, `b64` …) would change the meaning of the token.
 */
export function readKeyId(token: string): string | null {
  if (token.length > MAX_LENGTH) return null;
  const [, head = '', body = ''] = FORM.exec(token) ?? [];
  const { alg, typ, kid, ...others } = decode(head) ?? {};
  const ours = alg === ALGORITHM && typ === TYPE && typeof kid === 'string' && Object.keys(others).length === 0;
  return ours && decode(body) !== null ? kid : null;
}

function id(value: unknown): number | null {
  if (typeof value !== 'string' || !/^[1-9]\d{0,15}$/.test(value)) return null;
  return Number.isSafeInteger(Number(value)) ? Number(value) : null;
}

function instant(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

// Precedes the random part of `jti`: the tick of the signature in base 36.
const TICK = /^([0-9a-z]{1,11})\./;

/** The id of a token, which also contains the tick of its signature. */
export function tokenId(tick: number, random: string): string {
  return `${tick.toString(36)}.${random}`;
}

function tickOf(jti: string): number | null {
  const [, digits] = TICK.exec(jti) ?? [];
  const tick = digits === undefined ? Number.NaN : Number.parseInt(digits, 36);
  return Number.isSafeInteger(tick) ? tick : null;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

/** The claims of a signed token, or null when one is missing or has another type. */
export function readClaims(payload: Members): Verified | null {
  const { iss, aud, jti, role } = payload;
  if (!isText(iss) || !isText(aud) || !isText(jti) || !isText(role)) return null;
  const [accountId, sessionId] = [id(payload.sub), id(payload.sid)];
  if (accountId === null || sessionId === null) return null;
  const [issued, expires] = [instant(payload.iat), instant(payload.exp)];
  if (issued === null || expires === null || expires <= issued) return null;
  return { accountId, sessionId, role, issuedAt: issued * 1000, expiresAt: expires * 1000, tick: tickOf(jti) };
}

/** Whether the claims are valid now, by the clock, and by the uptime `since` their tick where known. */
export function judgeClaims(
  { issuedAt, expiresAt }: Verified,
  now: number,
  since: number | undefined,
): 'good' | 'expired' | 'invalid' {
  const tolerance = CLOCK_TOLERANCE_SECONDS * 1000;
  if (issuedAt > now + tolerance) return 'invalid';
  const over = expiresAt <= now - tolerance || (since !== undefined && since >= expiresAt - issuedAt + tolerance);
  return over ? 'expired' : 'good';
}
