import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { appRouter } from '../../../router.ts';
import { type TestShop, createTestShop } from '../../../testing/testing.ts';
import { createContext } from '../../wire/context.ts';

/** The same shop behind tRPC's own adapter, to compare with our tRPC handler. */
export async function serveByStockAdapter(): Promise<{ url: string; shop: TestShop; close(): Promise<void> }> {
  const shop = await createTestShop();
  const handler = createHTTPHandler({
    router: appRouter,
    basePath: '/trpc/',
    createContext: ({ req }) =>
      createContext(shop.shop, {
        requestId: String(req.headers['x-request-id']),
        authorization: req.headers.authorization,
        idempotencyKey: undefined,
        dryRun: false,
        userAgent: req.headers['user-agent'],
        address: '127.0.0.1',
      }),
  });
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shop,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await shop.close();
    },
  };
}
