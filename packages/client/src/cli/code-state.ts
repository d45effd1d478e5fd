import { showInstant } from './moment.ts';

interface Code {
  usedAt: string | null;
  revokedAt: string | null;
  expiresAt: string;
}

/** What has become of a code that works once, in words. */
export function codeState({ usedAt, revokedAt, expiresAt }: Code): string {
  if (usedAt !== null) return `used ${showInstant(usedAt)}`;
  if (revokedAt !== null) return `revoked ${showInstant(revokedAt)}`;
  return Date.parse(expiresAt) < Date.now() ? 'expired' : 'waiting';
}
