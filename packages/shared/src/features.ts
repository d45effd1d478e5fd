import type { ApiKeyResource, ApiKeysApi } from './api-keys.ts';
import type { AuthApi, AuthResource } from './auth.ts';
import type { CannedJobResource, CannedJobsApi } from './canned-jobs.ts';
import type { ClockApi, ClockResource } from './clock.ts';
import type { CustomerResource, CustomersApi } from './customers.ts';
import type { DeferredApi, DeferredResource } from './deferred.ts';
import type { EstimateResource, EstimatesApi } from './estimates.ts';
import type { AuditApi, EventsApi } from './events.ts';
import type { InventoryApi, InventoryResource } from './inventory.ts';
import type { InviteResource, InvitesApi } from './invites.ts';
import type { InvoiceResource, InvoicesApi } from './invoices.ts';
import type { MechanicResource, MechanicsApi } from './mechanics.ts';
import type { PaymentResource, PaymentsApi } from './payments.ts';
import type { ShopApi } from './shop.ts';
import type { TicketResource, TicketsApi } from './tickets.ts';
import type { VehicleResource, VehiclesApi } from './vehicles.ts';
import type { WebhookResource, WebhooksApi } from './webhooks.ts';

export * from './api-keys.ts';
export * from './approvals.ts';
export * from './auth.ts';
export * from './canned-jobs.ts';
export * from './clock.ts';
export * from './customers.ts';
export * from './deferred.ts';
export * from './estimates.ts';
export * from './events.ts';
export * from './inventory.ts';
export * from './invites.ts';
export * from './invoices.ts';
export * from './mechanics.ts';
export * from './payments.ts';
export * from './shop.ts';
export * from './tickets.ts';
export * from './vehicles.ts';
export * from './webhooks.ts';

/** Every feature: its procedures, and the resources that its `NOT_FOUND` names. */
export interface Features {
  apiKeys: { api: ApiKeysApi; resource: ApiKeyResource };
  audit: { api: AuditApi; resource: never };
  auth: { api: AuthApi; resource: AuthResource };
  cannedJobs: { api: CannedJobsApi; resource: CannedJobResource };
  clock: { api: ClockApi; resource: ClockResource };
  customers: { api: CustomersApi; resource: CustomerResource };
  deferred: { api: DeferredApi; resource: DeferredResource };
  estimates: { api: EstimatesApi; resource: EstimateResource };
  events: { api: EventsApi; resource: never };
  inventory: { api: InventoryApi; resource: InventoryResource };
  invites: { api: InvitesApi; resource: InviteResource };
  invoices: { api: InvoicesApi; resource: InvoiceResource };
  mechanics: { api: MechanicsApi; resource: MechanicResource };
  payments: { api: PaymentsApi; resource: PaymentResource };
  shop: { api: ShopApi; resource: never };
  tickets: { api: TicketsApi; resource: TicketResource };
  vehicles: { api: VehiclesApi; resource: VehicleResource };
  webhooks: { api: WebhooksApi; resource: WebhookResource };
}
