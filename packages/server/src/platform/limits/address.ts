import { SocketAddress, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
}

/** The key under which an address is counted: IPv6 by its /64, which one household gets, and mapped IPv4 as IPv4. */
export function addressKey(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  // The canonical spelling, which reveals a mapped address.
  const canonical = new SocketAddress({ address: bare, family: 'ipv6' }).address;
  const mapped = MAPPED.exec(canonical)?.[1];
  if (mapped !== undefined) return mapped;
  return groupsOf(canonical)
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
