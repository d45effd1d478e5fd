import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { TrustProxy } from '../platform/config/config.ts';
import { addressReader } from './address.ts';

function addressOf(trust: TrustProxy | undefined, peer: string, forwarded?: string): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const req = new IncomingMessage(socket);
  if (forwarded !== undefined) req.headers['x-forwarded-for'] = forwarded;
  return addressReader(trust)(req);
}

test.each<[string, TrustProxy | undefined, string, string | undefined, string]>([
  ['without a proxy no header is trusted', undefined, '10.0.0.1', '203.0.113.9', '10.0.0.1'],
  ['a mapped address becomes IPv4', undefined, '::ffff:10.0.0.1', undefined, '10.0.0.1'],
  ['one hop: the last address added', { hops: 1 }, '10.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['two hops: the one before', { hops: 2 }, '10.0.0.1', '6.6.6.6, 198.51.100.1, 203.0.113.9', '198.51.100.1'],
  ['more hops than exist: the farthest known', { hops: 5 }, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a hop without an address', { hops: 1 }, '10.0.0.1', undefined, '10.0.0.1'],
  ['a hop that adds the port', { hops: 1 }, '10.0.0.1', '203.0.113.9:51234', '203.0.113.9'],
  ['a hop that adds the port to IPv6', { hops: 1 }, '10.0.0.1', '[2001:db9:1:2:3::4]:51234', '2001:db9:1:2'],
  ['a hop that writes IPv6 in brackets', { hops: 1 }, '10.0.0.1', '[2001:db9:1:2:3::4]', '2001:db9:1:2'],
  ['a hop with an invalid address', { hops: 1 }, '10.0.0.1', '203.0.113.9, <script>', '10.0.0.1'],
  [
    'networks: the first address outside',
    { networks: ['10.0.0.0/8'] },
    '10.1.1.1',
    '6.6.6.6, 203.0.113.9, 10.2.2.2',
    '203.0.113.9',
  ],
  ['networks: a stranger is not trusted', { networks: ['10.0.0.0/8'] }, '192.0.2.1', '203.0.113.9', '192.0.2.1'],
  ['networks: a mapped proxy is one', { networks: ['10.0.0.1'] }, '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['networks: IPv6', { networks: ['2001:db8::/32'] }, '2001:db8::1', '2001:db9:1:2:3::4', '2001:db9:1:2'],
])('%s', (_, trust, peer, forwarded, expected) => {
  expect(addressOf(trust, peer, forwarded)).toBe(expected);
});
