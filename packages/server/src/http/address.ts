import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { lru } from '../platform/cache/lru.ts';
import type { TrustProxy } from '../platform/config/config.ts';
import { addressKey } from '../platform/limits/address.ts';

// Clients return: parsing an address takes longer than looking it up.
const MAX_KNOWN = 10_000;
// Some proxies add the source port.
const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/;
const MAPPED = /^::ffff:(?=\d+\.)/i;

function trusts(trust: TrustProxy): (address: string, hop: number) => boolean {
  if ('hops' in trust) return (_, hop) => hop < trust.hops;
  const list = new BlockList();
  for (const network of trust.networks) {
    const [address = '', size] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(address, Number(size ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return (address) => list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** Returns the address of a request: the socket's remote end, or what trusted proxies report. */
export function addressReader(trust: TrustProxy | undefined): (req: IncomingMessage) => string {
  const isTrusted = trust === undefined ? () => false : trusts(trust);
  const known = lru<string, string>(MAX_KNOWN);
  const keyOf = (peer: string): string => {
    let key = known.get(peer);
    if (key === undefined) {
      key = addressKey(peer.replace(MAPPED, ''));
      known.set(peer, key);
    }
    return key;
  };
  return (req) => {
    const peer = req.socket.remoteAddress ?? '';
    if (trust === undefined) return keyOf(peer);
    let address = peer.replace(MAPPED, '');
    const forwarded = req.headers['x-forwarded-for'];
    const chain = (typeof forwarded === 'string' ? forwarded : '').split(',').map((part) => part.trim());
    // Walks from the nearest proxy outwards while the reporting hop is trusted.
    for (let hop = 0; isTrusted(address, hop); hop++) {
      const next = chain.pop()?.replace(WITH_PORT, '$1$2').replace(MAPPED, '') ?? '';
      if (isIP(next) === 0) break;
      address = next;
    }
    return addressKey(address);
  };
}
