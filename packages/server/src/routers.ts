// The routers of all features, each under the name that its procedures begin with.
import { customersRouter } from './features/customers/router.ts';
import { personalDataProcedures } from './features/personal-data/router.ts';

export { apiKeysRouter as apiKeys } from './features/api-keys/router.ts';
export { appointmentsRouter as appointments } from './features/appointments/router.ts';
export { authRouter as auth } from './features/auth/router.ts';
export { baysRouter as bays } from './features/bays/router.ts';
export { cannedJobsRouter as cannedJobs } from './features/canned-jobs/router.ts';
export { clockRouter as clock } from './features/clock/router.ts';
export { deferredRouter as deferred } from './features/deferred/router.ts';
export { estimatesRouter as estimates } from './features/estimates/router.ts';
export { auditRouter as audit, eventsRouter as events } from './features/events/router.ts';
export {
  inspectionTemplatesRouter as inspectionTemplates,
  inspectionsRouter as inspections,
} from './features/inspections/router.ts';
export { inventoryRouter as inventory } from './features/inventory/router.ts';
export { invitesRouter as invites } from './features/invites/router.ts';
export { invoicesRouter as invoices } from './features/invoices/router.ts';
export { mechanicsRouter as mechanics } from './features/mechanics/router.ts';
export { messagesRouter as messages } from './features/messages/router.ts';
export { paymentsRouter as payments } from './features/payments/router.ts';
export { purchasesRouter as purchases } from './features/purchases/router.ts';
export { reportsRouter as reports } from './features/reports/router.ts';
export { shopRouter as shop } from './features/shop/router.ts';
export { suppliersRouter as suppliers } from './features/suppliers/router.ts';
export { ticketsRouter as tickets } from './features/tickets/router.ts';
export { vehiclesRouter as vehicles } from './features/vehicles/router.ts';
export { webhooksRouter as webhooks } from './features/webhooks/router.ts';

export const customers = { ...customersRouter, ...personalDataProcedures };
