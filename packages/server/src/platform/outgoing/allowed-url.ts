import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

const LOCALHOST = /^(?:.*\.)?localhost$/;

const OTHERWISE = 'or set WEBHOOK_PRIVATE=on on the server';

/** Why the server does not send to an address, as a sentence; undefined if it does. A name's address is checked later. */
export function faultOfUrl(text: string, allowsPrivate: boolean): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return 'Use an address that begins with https://.';
  if (url.username || url.password) return 'Leave out the name and password: use the signature instead.';
  if (text.includes('#')) return 'Leave out the part after #.';
  if (allowsPrivate) return undefined;
  if (url.protocol !== 'https:') return `Use an address that begins with https://, ${OTHERWISE}.`;
  // The parser has turned every spelling of an IPv4 address into four numbers.
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  const isRefused = isIP(host) === 0 ? LOCALHOST.test(host) : !isPublicAddress(host);
  return isRefused ? `Use an address that the internet can reach, ${OTHERWISE}.` : undefined;
}
