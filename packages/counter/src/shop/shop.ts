import { type AppRouter, type ShopClient, createShopClient } from '@mechanic-shop/client';
import type { QueryClient } from '@tanstack/react-query';
import { createTRPCContext, createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
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

/** How long the shop's settings count as current without an event. */
export const SETTINGS_MS = 60_000;

/** Query options of every procedure, outside of components. */
export function shopQueries(client: ShopClient, queryClient: QueryClient) {
  return createTRPCOptionsProxy<AppRouter>({ client, queryClient });
}
