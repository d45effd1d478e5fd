import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { TrustProxy } from '../config.ts';
import { addressKey } from '../limits/address.ts';

const MAPPED = /^::ffff:(?=\d+\.)/i;

const trusts = (trust: TrustProxy): ((address: string, hop: number) => boolean) => {
  if ('hops' in trust) return (_, hop) => hop < trust.hops;
  const list = new BlockList();
  for (const network of trust.networks) {
    const [address = '', size] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(address, Number(size ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return (address) => list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
};

/** Says where requests come from: the socket's other end, or what trusted proxies say they were asked by. */
export const addressReader = (trust: TrustProxy | undefined): ((req: IncomingMessage) => string) => {
  const isTrusted = trust === undefined ? () => false : trusts(trust);
  return (req) => {
    let address = (req.socket.remoteAddress ?? '').replace(MAPPED, '');
    if (trust === undefined) return addressKey(address);
    const forwarded = req.headers['x-forwarded-for'];
    const chain = (typeof forwarded === 'string' ? forwarded : '').split(',').map((part) => part.trim());
    // From the nearest proxy outwards, for as long as who says it is trusted.
    for (let hop = 0; isTrusted(address, hop); hop++) {
      const next = chain.pop()?.replace(MAPPED, '') ?? '';
      if (isIP(next) === 0) break;
      address = next;
    }
    return addressKey(address);
  };
};
