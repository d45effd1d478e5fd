import { isIP } from 'node:net';
import { ConfigError } from './error.ts';
import { type Env, readVariable, items } from './values.ts';

/** Which proxies may set the client address: a number of hops, or networks. */
export type TrustProxy = { hops: number } | { networks: readonly string[] };

const HOST_NAME = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** The address to listen on. */
export function host(env: Env): string {
  const text = readVariable(env, 'HOST') ?? '127.0.0.1';
  if (isIP(text) === 0 && (/^[\d.]+$/.test(text) || !HOST_NAME.test(text))) {
    throw new ConfigError('HOST', 'use an address or name of this machine, such as 127.0.0.1 or 0.0.0.0.');
  }
  return text;
}

/** Whether only this machine can reach a server on this address. */
export function isLoopback(name: string): boolean {
  return (
    name.toLowerCase() === 'localhost' ||
    (isIP(name) === 4 && name.startsWith('127.')) ||
    (isIP(name) === 6 && new URL(`http://[${name.replace(/%.*$/, '')}]`).hostname === '[::1]')
  );
}

function isNetwork(text: string): boolean {
  const [address = '', size, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return size === undefined || (/^\d{1,3}$/.test(size) && Number(size) <= (version === 4 ? 32 : 128));
}

/** Undefined when no proxy is configured. */
export function trustProxy(env: Env): TrustProxy | undefined {
  const text = readVariable(env, 'TRUST_PROXY');
  if (text === undefined) return undefined;
  if (/^\d{1,2}$/.test(text)) return text === '0' ? undefined : { hops: Number(text) };
  const networks = items(env, 'TRUST_PROXY');
  if (!networks.every(isNetwork)) {
    throw new ConfigError(
      'TRUST_PROXY',
      'use the number of proxies in front of the server, such as 1, or their networks, such as 10.0.0.0/8.',
    );
  }
  return { networks };
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Origins whose pages may call the API from a browser. */
export function corsOrigins(env: Env): string[] {
  const origins = items(env, 'CORS_ORIGINS');
  if (!origins.every(isOrigin)) {
    throw new ConfigError('CORS_ORIGINS', 'use origins separated by commas, such as https://shop.example.com.');
  }
  return origins;
}

function isPublicUrl(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username === '' && password === '' && search === '' && hash === '' && !/[?#]/.test(text);
}

/** The shop's own address as customers reach it, without a slash at the end; undefined if none is given. */
export function publicUrl(env: Env): string | undefined {
  const text = readVariable(env, 'PUBLIC_URL');
  if (text === undefined) return undefined;
  if (!isPublicUrl(text)) {
    throw new ConfigError(
      'PUBLIC_URL',
      'use the address at which customers reach the shop, such as https://shop.example.com.',
    );
  }
  return new URL(text).href.replace(/\/+$/, '');
}

export function redisUrl(env: Env): string | undefined {
  const url = readVariable(env, 'REDIS_URL');
  if (url !== undefined && !(/^rediss?:\/\//.test(url) && URL.canParse(url))) {
    throw new ConfigError('REDIS_URL', 'use redis://host:6379 or rediss://host:6379.');
  }
  return url;
}
