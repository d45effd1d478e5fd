import { API_KEY_PREFIX } from '../../platform/security/codes.ts';

/** Asks calendar programs, which send no bearer tokens, for a user name and a password. */
export const BASIC = 'Basic realm="mechanic-shop", charset="UTF-8"';

/**
 * Turns Basic authentication into a bearer token: the password is an API key, the user name is ignored. Other headers
 * stay as they are, and a password that is no key belongs to no one.
 */
export function asBearer(header: string | undefined): string | undefined {
  const [, encoded] = /^Basic +([\w+/-]+=*)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return header;
  const text = Buffer.from(encoded, 'base64').toString();
  const password = text.slice(text.indexOf(':') + 1);
  return `Bearer ${password.startsWith(API_KEY_PREFIX) ? password : ''}`;
}
