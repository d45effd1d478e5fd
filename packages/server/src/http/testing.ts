import { createLog } from '../platform/log/log.ts';
import { type TestShop, createTestShop } from '../testing/testing.ts';
import { type HttpServerOptions, openHttpServer } from './http-server.ts';

type ShopOptions = Parameters<typeof createTestShop>[0];

/** A shop behind a real port. */
export interface ServedTestShop {
  url: string;
  shop: TestShop;
  /** The log so far, one object per line. */
  lines(): Record<string, unknown>[];
  /** Drains and closes the port, then the shop. */
  close(): Promise<void>;
}

export const frontDefaults: HttpServerOptions = {
  host: '127.0.0.1',
  port: 0,
  maxBodyBytes: 65_536,
  maxBatch: 10,
  drainSeconds: 10,
  keepAliveSeconds: 5,
  corsOrigins: [],
  trustProxy: undefined,
};

/** Serves a fresh test shop on a free port of this machine. */
export async function serveTestShop(
  options: { front?: Partial<HttpServerOptions>; shop?: ShopOptions } = {},
): Promise<ServedTestShop> {
  const shop = await createTestShop(options.shop);
  const written: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => written.push(line) } });
  const front = await openHttpServer(shop.shop, { ...frontDefaults, ...options.front }, log);
  return {
    url: front.url,
    shop,
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    close: async () => {
      await front.close();
      await shop.close();
    },
  };
}
