import { createRootRouteWithContext, createRoute, createRouter } from '@tanstack/react-router';
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

const routeTree = rootRoute.addChildren([homeRoute]);

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
