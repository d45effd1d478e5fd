import { describe, expect, test } from 'vitest';
import { faultOfUrl } from './allowed-url.ts';
import { isPublicAddress } from './public-address.ts';

// One of each range that IANA lists as not globally reachable, at its edges, and every form that hides an IPv4 address.
const PRIVATE = [
  '0.0.0.0',
  '0.255.255.255',
  '10.0.0.0',
  '10.255.255.255',
  '100.64.0.0',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.0',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '192.175.48.1',
  '198.18.0.0',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.254',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '::8.8.8.8',
  '::ffff:0:8.8.8.8',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  '100::1',
  '100:0:0:1::1',
  '200::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:2::1',
  '2001:10::1',
  '2001:1ff::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '2002:808:808::1',
  '2620:4f:8000::1',
  '3fff::1',
  '3fff:fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  'feff::1',
  'ff02::1',
  'ff0e::1',
];

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2606:4700:4700::1111',
  '2a00:1450:4009:81f::200e',
];

test(`${PRIVATE.length} addresses are not public`, () => {
  expect(PRIVATE.length).toBeGreaterThanOrEqual(60);
  expect(PRIVATE.filter(isPublicAddress)).toEqual([]);
});

test('other addresses are, next to the edges of those ranges', () => {
  expect(PUBLIC.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test.each(['', 'example.com', '1.2.3', '1.2.3.4.5', '01.2.3.4', '[::1]', '8.8.8.8:443'])('%j is no address', (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

describe('an address of a webhook', () => {
  // How an IPv4 address may be written: the parser normalizes it, as the client that connects does.
  const spelled = [
    '127.1',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '127.0.0.1.',
    '0',
    '10.1',
  ];
  const bracketed = [
    '[::1]',
    '[::]',
    '[::ffff:10.0.0.1]',
    '[::ffff:a00:1]',
    '[fe80::1]',
    '[64:ff9b::a00:1]',
    '[2002:a00:1::]',
  ];
  const names = [
    'localhost',
    'LOCALHOST',
    'localhost.',
    'api.localhost',
    'a.b.localhost.',
    'ⓛocalhost',
    '127。0。0。1',
  ];

  const UNREACHABLE = 'Use an address that the internet can reach, or set WEBHOOK_PRIVATE=on on the server.';
  test.each([...spelled, ...bracketed, ...names])('is refused at https://%s', (host) => {
    expect(faultOfUrl(`https://${host}/`, false)).toBe(UNREACHABLE);
    expect(faultOfUrl(`https://${host}:8443/a?b=c`, false)).toBe(UNREACHABLE);
    expect(faultOfUrl(`http://${host}/`, true)).toBe(undefined);
  });

  test.each([
    'https://example.com',
    'https://xn--bcher-kva.example/?a=b',
    'https://8.8.8.8:8443/',
    'https://[2606:4700::1]/',
  ])('is allowed at %s', (url) => {
    expect(faultOfUrl(url, false)).toBe(undefined);
  });

  test.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https:',
    'https://',
    'nothing',
    '//a.b/',
  ])('is refused as %s', (url) => {
    expect(faultOfUrl(url, false)).toMatch(/^Use an address that begins with https:\/\/[.,]/);
  });

  test.each(['https://a@example.com/', 'https://a:b@example.com/', 'https://example.com/#a', 'https://example.com#'])(
    'is refused as %s, also where private addresses are allowed',
    (url) => {
      expect(faultOfUrl(url, false)).toMatch(/^Leave out/);
      expect(faultOfUrl(url, true)).toMatch(/^Leave out/);
    },
  );
});
