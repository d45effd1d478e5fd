import { showInstant } from './moment.ts';

interface Code {
  usedAt: string | null;
  revokedAt: string | null;
  expiresAt: string;
}

/** The state of a one-time code, in words. */
export function codeState({ usedAt, revokedAt, expiresAt }: Code): string {
  if (usedAt !== null) return `used ${showInstant(usedAt)}`;
  if (revokedAt !== null) return `revoked ${showInstant(revokedAt)}`;
  return Date.parse(expiresAt) < Date.now() ? 'expired' : 'waiting';
}
