import { createSecretKey, randomUUID } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';
import { lru } from '../cache/lru.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../expiry.ts';
import type { Ticks } from '../ticks.ts';
import { keyId } from './secrets.ts';
import { ALGORITHM, TYPE, type Verified, judgeClaims, readClaims, readKeyId, tokenId } from './token-parts.ts';

export type { Verified };

export type Verdict = Verified | 'expired' | 'invalid';

export interface Tokens {
  sign(claims: { accountId: number; sessionId: number; role: string }): Promise<{ token: string; expiresAt: Date }>;
  /** Synchronous for cached and malformed tokens, asynchronous for the rest. Never throws or rejects. */
  verify(token: string): Verdict | Promise<Verdict>;
}

export interface TokenOptions {
  /** The first signs, all verify; the key is the UTF-8 bytes of the secret. */
  secrets: readonly string[];
  accessTtlSeconds: number;
  issuer?: string;
  audience?: string;
  clock: () => Date;
  ticks: Ticks;
  /** The most verified tokens to cache. */
  remembered?: number;
}

/** Access tokens: JWT by HS256, signed by the first secret. Each is verified once, then cached. */
export function createTokens({
  secrets,
  accessTtlSeconds,
  issuer = 'mechanic-shop',
  audience = 'mechanic-shop',
  clock,
  ticks,
  remembered = 10_000,
}: TokenOptions): Tokens {
  const [first] = secrets;
  if (first === undefined) throw new Error('Give at least one secret.');
  const keys = new Map(secrets.map((secret) => [keyId(secret), createSecretKey(secret, 'utf8')]));
  const kid = keyId(first);
  const signingKey = createSecretKey(first, 'utf8');
  const cache = lru<string, Verified>(remembered);

  const seconds = (): number => Math.floor(clock().getTime() / 1000);
  // Cached and new tokens are judged alike: the cache keeps claims, not verdicts.
  const judge = (claims: Verified): Verdict => {
    const verdict = judgeClaims(claims, seconds() * 1000, ticks.since(claims.tick));
    return verdict === 'good' ? claims : verdict;
  };

  const check = async (token: string, key: ReturnType<typeof createSecretKey>): Promise<Verdict> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer,
        audience,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: clock(),
      });
      const claims = readClaims(payload);
      if (claims === null) return 'invalid';
      const verdict = judge(claims);
      if (verdict === claims) cache.set(token, claims);
      return verdict;
    } catch (error) {
      // The signature was valid, but a token with other wrong claims is not merely expired.
      const claims = error instanceof errors.JWTExpired ? readClaims(error.payload) : null;
      return claims !== null && judge(claims) === 'expired' ? 'expired' : 'invalid';
    }
  };

  return {
    async sign({ accountId, sessionId, role }) {
      const now = seconds();
      const expires = now + accessTtlSeconds;
      const token = await new SignJWT({ sid: String(sessionId), role })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(String(accountId))
        .setIssuedAt(now)
        .setExpirationTime(expires)
        .setJti(tokenId(ticks.now(), randomUUID()))
        .sign(signingKey);
      return { token, expiresAt: new Date(expires * 1000) };
    },
    verify(token) {
      const seen = cache.get(token);
      if (seen !== undefined) return judge(seen);
      const key = keys.get(readKeyId(token) ?? '');
      return key === undefined ? 'invalid' : check(token, key);
    },
  };
}

/**
 * The token of an `authorization` header: null without one, and an empty text for a malformed one, for which `verify`
 * returns 'invalid'.
 */
export function bearer(header: string | undefined): string | null {
  if (header === undefined) return null;
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1] ?? '';
}
