// tRPC's own adapter on the real router and services, to compare with our tRPC handler.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContext } from '../../packages/server/src/http/wire/context.ts';
import { defaultRates } from '../../packages/server/src/platform/limits/limits.ts';
import { openShop } from '../../packages/server/src/process/app.ts';
import { appRouter } from '../../packages/server/src/router.ts';
import { createHTTPHandler } from '../../packages/server/src/testing/libraries.ts';
import { secret } from './data.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const shop = await openShop({
  databaseUrl,
  secrets: [secret],
  accessTtlSeconds: 3600,
  refreshTtlSeconds: 3600,
  bcryptCost: 12,
  rates: { ...defaultRates, default: { points: 1_000_000_000, seconds: 3600 } },
});
let requests = 0;
const handler = createHTTPHandler({
  router: appRouter,
  basePath: '/trpc/',
  maxBodySize: 65_536,
  createContext: ({ req }) =>
    createContext(shop, {
      requestId: String(++requests),
      authorization: req.headers.authorization,
      idempotencyKey: undefined,
      dryRun: false,
      userAgent: req.headers['user-agent'],
      address: req.socket.remoteAddress ?? '',
    }),
});
const server = createServer(handler).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${port}` }));
});
process.on('SIGTERM', () => process.exit(0));
