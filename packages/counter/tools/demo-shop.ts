import { join } from 'node:path';
import { type Session, type SessionStore, type ShopClient, createShopClient } from '@mechanic-shop/client';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from '../../client/test/testing/chromium.ts';
import { scratchFolder, startScript } from '../../server/src/demo/testing.ts';
import { DEMO_PASSWORD, MECHANIC } from '../../server/src/features/accounts/demo-people.ts';
import { buildCounter } from '../build.ts';

export interface DemoShop {
  url: string;
  /** The mechanic's calls. */
  shop: ShopClient;
  browser: Browser;
  /** A window with nothing in its cache, in which the mechanic is logged in. */
  window(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

function watchedSession(): SessionStore & { current: Session | null } {
  const store: SessionStore & { current: Session | null } = {
    current: null,
    load: () => store.current,
    save: (session) => {
      store.current = session;
    },
  };
  return store;
}

/** The demo shop as `npm start` serves it, on a free port, and a browser. */
export async function openDemoShop(): Promise<DemoShop> {
  await buildCounter();
  const folder = scratchFolder();
  const server = await startScript(join(import.meta.dirname, '../../server/src/demo/main.ts'), {
    args: [folder.file('demo.db')],
    env: { PORT: '0', RATE_LIMITS: 'off' },
  });
  const { url } = server;
  const login = async () => {
    const session = watchedSession();
    const shop = createShopClient({ url, session });
    await shop.auth.login.mutate({ email: MECHANIC.email, password: DEMO_PASSWORD });
    return { shop, session };
  };
  const { shop } = await login();
  const browser = await launchChromium();
  return {
    url,
    shop,
    browser,
    window: async (options = {}) => {
      // A session of its own: two windows must not refresh by one token.
      const { session } = await login();
      const localStorage = [{ name: 'mechanic-shop-session', value: JSON.stringify(session.current) }];
      return await browser.newContext({
        locale: 'en-IE',
        storageState: { cookies: [], origins: [{ origin: url, localStorage }] },
        ...options,
      });
    },
    close: async () => {
      await browser.close();
      await server.stop();
      folder.remove();
    },
  };
}
