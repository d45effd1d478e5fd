import type { AppRouter, RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createCallerFactory, router } from './api/trpc.ts';
import * as routers from './routers.ts';

export const appRouter = router(routers);

/** Calls procedures in this process, for tests and the command line. */
export const createCaller = createCallerFactory(appRouter);

// Proves that the server implements the contract: nothing more, nothing less, no stricter input.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Server = typeof appRouter;
const kept: [
  Server extends AppRouter ? true : false,
  Same<inferRouterInputs<Server>, RouterInputs>,
  Same<inferRouterOutputs<Server>, RouterOutputs>,
] = [true, true, true];
void kept;
