import { type AppRouter, type ShopClient, createShopClient } from '@mechanic-shop/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { BrowserSession } from './session.ts';

/** `useShop()` gives query and mutation options of every procedure; `useShopClient()` calls them directly. */
export const {
  TRPCProvider: ShopProvider,
  useTRPC: useShop,
  useTRPCClient: useShopClient,
} = createTRPCContext<AppRouter>();

/** The shop that serves this page. */
export function connectShop(session: BrowserSession): ShopClient {
  return createShopClient({ url: '/', session });
}
