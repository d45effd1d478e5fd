import type { AppRouter, RouterInputs, RouterOutputs } from '@mechanic-shop/shared';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createCallerFactory, router } from './api/trpc.ts';
import { apiKeysRouter } from './features/api-keys/router.ts';
import { appointmentsRouter } from './features/appointments/router.ts';
import { authRouter } from './features/auth/router.ts';
import { baysRouter } from './features/bays/router.ts';
import { cannedJobsRouter } from './features/canned-jobs/router.ts';
import { clockRouter } from './features/clock/router.ts';
import { customersRouter } from './features/customers/router.ts';
import { deferredRouter } from './features/deferred/router.ts';
import { estimatesRouter } from './features/estimates/router.ts';
import { auditRouter, eventsRouter } from './features/events/router.ts';
import { inspectionTemplatesRouter, inspectionsRouter } from './features/inspections/router.ts';
import { inventoryRouter } from './features/inventory/router.ts';
import { invitesRouter } from './features/invites/router.ts';
import { invoicesRouter } from './features/invoices/router.ts';
import { mechanicsRouter } from './features/mechanics/router.ts';
import { messagesRouter } from './features/messages/router.ts';
import { paymentsRouter } from './features/payments/router.ts';
import { personalDataProcedures } from './features/personal-data/router.ts';
import { purchasesRouter } from './features/purchases/router.ts';
import { reportsRouter } from './features/reports/router.ts';
import { shopRouter } from './features/shop/router.ts';
import { suppliersRouter } from './features/suppliers/router.ts';
import { ticketsRouter } from './features/tickets/router.ts';
import { vehiclesRouter } from './features/vehicles/router.ts';
import { webhooksRouter } from './features/webhooks/router.ts';

export const appRouter = router({
  apiKeys: apiKeysRouter,
  appointments: appointmentsRouter,
  audit: auditRouter,
  auth: authRouter,
  bays: baysRouter,
  cannedJobs: cannedJobsRouter,
  clock: clockRouter,
  customers: { ...customersRouter, ...personalDataProcedures },
  deferred: deferredRouter,
  estimates: estimatesRouter,
  events: eventsRouter,
  inspections: inspectionsRouter,
  inspectionTemplates: inspectionTemplatesRouter,
  inventory: inventoryRouter,
  invites: invitesRouter,
  invoices: invoicesRouter,
  mechanics: mechanicsRouter,
  messages: messagesRouter,
  payments: paymentsRouter,
  purchases: purchasesRouter,
  reports: reportsRouter,
  shop: shopRouter,
  suppliers: suppliersRouter,
  tickets: ticketsRouter,
  vehicles: vehiclesRouter,
  webhooks: webhooksRouter,
});

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
