import { onTestFinished } from 'vitest';
import { refreshTokens } from '../../../server/src/features/accounts/table.ts';
import { serveTestShop } from '../../../server/src/http/testing.ts';

type Options = NonNullable<Parameters<typeof serveTestShop>[0]>;

/** A real server on a free port for one test, whose clock follows the real one and can be moved ahead. */
export async function realShop(options: Options = {}) {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const served = await serveTestShop({ ...options, shop: { now, ...options.shop } });
  onTestFinished(() => served.close());
  const { read } = served.shop.shop.database;
  return {
    url: served.url,
    /** People and their callers, without HTTP. */
    people: served.shop,
    /** Moves the server's clock ahead, so that access tokens expire which the client considers valid. */
    hoursPass: (hours: number) => {
      ahead += hours * 3_600_000;
    },
    /** The number of refresh tokens ever issued: one per login and one per refresh. */
    refreshTokens: async () => (await read.select().from(refreshTokens)).length,
  };
}
