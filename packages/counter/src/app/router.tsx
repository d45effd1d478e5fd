import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
} from '@tanstack/react-router';
import type { Connection } from '../shop/connection.ts';
import { Failed, NotFound } from './failed.tsx';
import { asId, asText } from './filters.ts';
import { HomePage } from './home.tsx';
import { Shell } from './shell.tsx';

export interface RouterContext {
  connection: Connection;
}

type Search = Record<string, unknown>;

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Shell, notFoundComponent: NotFound });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: ({ search, mechanic }: Search): { search?: string | undefined; mechanic?: number | undefined } => ({
    search: asText(search),
    mechanic: asId(mechanic),
  }),
  component: HomePage,
});

/** An id in a path. */
const idParam = {
  parse: ({ id }: { id: string }) => {
    const parsed = asId(id);
    if (parsed === undefined) throw notFound();
    return { id: parsed };
  },
  stringify: ({ id }: { id: number }) => ({ id: String(id) }),
};

const ticketRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tickets/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/tickets/page.tsx'), 'TicketPage'),
});

const partsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/parts',
  validateSearch: ({ search, inStock }: Search): { search?: string | undefined; inStock?: true | undefined } => ({
    search: asText(search),
    inStock: inStock === true || undefined,
  }),
  component: lazyRouteComponent(() => import('../features/parts/list.tsx'), 'PartsPage'),
});

const partRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/parts/$id',
  params: idParam,
  component: lazyRouteComponent(() => import('../features/parts/page.tsx'), 'PartPage'),
});

const routeTree = rootRoute.addChildren([homeRoute, ticketRoute, partsRoute, partRoute]);

export function createAppRouter(connection: Connection) {
  return createRouter({
    routeTree,
    context: { connection },
    defaultPreload: false,
    defaultErrorComponent: Failed,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
