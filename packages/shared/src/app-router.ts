import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AuthApi } from './auth.ts';
import type { ApiRouter } from './contract.ts';
import type { CustomersApi } from './customers.ts';
import type { InventoryApi } from './inventory.ts';
import type { InvitesApi } from './invites.ts';
import type { MechanicsApi } from './mechanics.ts';
import type { TicketsApi } from './tickets.ts';
import type { VehiclesApi } from './vehicles.ts';

/** The whole API as a tRPC router type. */
export type AppRouter = ApiRouter<{
  auth: AuthApi;
  customers: CustomersApi;
  inventory: InventoryApi;
  invites: InvitesApi;
  mechanics: MechanicsApi;
  tickets: TicketsApi;
  vehicles: VehiclesApi;
}>;

/** The input of each procedure, `RouterInputs['tickets']['addPart']`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** The output of each procedure, `RouterOutputs['tickets']['get']`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
