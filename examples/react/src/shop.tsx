import { type AppRouter, createShopClient } from '@mechanic-shop/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import { browserSession } from './browser-session.ts';

/** `useShop()` gives query and mutation options of every procedure, typed by the contract. */
export const { TRPCProvider, useTRPC: useShop } = createTRPCContext<AppRouter>();

/** Provides the shop to all children. The client retries temporary failures, so React Query need not. */
export function ShopProvider({ url, children }: { url: string; children: ReactNode }) {
  const [shop] = useState(() => createShopClient({ url, session: browserSession }));
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={shop} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
