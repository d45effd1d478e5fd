import type { ApiKeyReasons } from './api-keys.ts';
import type { AppointmentReasons, AppointmentRows } from './appointments.ts';
import type { AuthReasons, AuthRows } from './auth.ts';
import type { BayRows } from './bays.ts';
import type { CannedJobRows } from './canned-jobs.ts';
import type { ClockReasons, ClockRows } from './clock.ts';
import type { ReasonCode } from './contract.ts';
import type { CustomerReasons, CustomerRows } from './customers.ts';
import type { DeferredReasons } from './deferred.ts';
import type { EstimateReasons, EstimateRows } from './estimates.ts';
import type { EventReasons } from './events.ts';
import type { Features } from './features.ts';
import type { InspectionTemplateRows } from './inspection-templates.ts';
import type { InspectionReasons, InspectionRows } from './inspections.ts';
import type { InventoryReasons, InventoryRows } from './inventory.ts';
import type { InviteReasons } from './invites.ts';
import type { InvoiceReasons, InvoiceRows } from './invoices.ts';
import type { MechanicReasons, MechanicRows } from './mechanics.ts';
import type { PaymentReasons } from './payments.ts';
import type { PersonalDataRows } from './personal-data.ts';
import type { PurchaseReasons, PurchaseRows } from './purchases.ts';
import type { ShopRows } from './shop.ts';
import type { SupplierRows } from './suppliers.ts';
import type { TicketReasons, TicketRows } from './tickets.ts';
import type { VehicleReasons, VehicleRows } from './vehicles.ts';
import type { WebhookRows } from './webhooks.ts';

/** One problem with an input: the `path` of the member, and what it must be. It never contains the value. */
export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** The kind of row that was not found. An open list: later versions may add values. */
export type Resource = 'procedure' | Features[keyof Features]['resource'];

/** What prevents the deletion of a row. An open list: later versions may add values. */
export type UsedBy =
  | 'tickets'
  | 'movements'
  | 'parts'
  | 'vehicles'
  | 'canned_jobs'
  | 'estimates'
  | 'approvals'
  | 'invoices'
  | 'payments'
  | 'time_entries'
  | 'messages'
  | 'inspections'
  | 'jobs'
  | 'purchases'
  | 'orders'
  | 'appointments'
  | 'codes'
  | 'login';

/** For each procedure that takes a `version`, the row in `details.current` if that version is stale. */
export interface CurrentRows
  extends
    AppointmentRows,
    AuthRows,
    BayRows,
    CannedJobRows,
    ClockRows,
    CustomerRows,
    EstimateRows,
    InspectionRows,
    InspectionTemplateRows,
    InventoryRows,
    InvoiceRows,
    MechanicRows,
    PurchaseRows,
    PersonalDataRows,
    ShopRows,
    SupplierRows,
    TicketRows,
    VehicleRows,
    WebhookRows {}

/** Rows with a `version`. */
export type VersionedRow = CurrentRows[keyof CurrentRows];

/** The error reasons that all features share, with their details. */
export interface CommonReasons {
  INVALID_INPUT: { issues: InputIssue[] };
  BATCH_TOO_LARGE: { limit: number };
  BODY_TOO_LARGE: { limit: number };
  UNSUPPORTED_MEDIA_TYPE: undefined;
  METHOD_NOT_ALLOWED: { allow: string[] };
  NOT_FOUND: { resource: Resource };
  /** `current`: the row as the procedure would return it now. */
  VERSION_MISMATCH: { current: VersionedRow };
  IN_USE: { by: UsedBy };
  IDEMPOTENCY_MISMATCH: undefined;
  /** Reserved. Servers of this version never return it: a repeated call waits for the first one. */
  IDEMPOTENCY_IN_PROGRESS: undefined;
  RATE_LIMITED: { retryAfterSeconds: number };
  OVERLOADED: { retryAfterSeconds: number };
  STORAGE_UNAVAILABLE: { retryAfterSeconds: number };
  SHUTTING_DOWN: { retryAfterSeconds: number };
  INTERNAL: undefined;
}

/** The details of each reason. An open list: later versions add reasons. */
export interface ReasonDetails
  extends
    CommonReasons,
    ApiKeyReasons,
    AppointmentReasons,
    AuthReasons,
    ClockReasons,
    CustomerReasons,
    DeferredReasons,
    EstimateReasons,
    EventReasons,
    InspectionReasons,
    InventoryReasons,
    InviteReasons,
    InvoiceReasons,
    MechanicReasons,
    PaymentReasons,
    PurchaseReasons,
    TicketReasons,
    VehicleReasons {}

/** Why a call was rejected. An open list: treat an unknown reason as "other". */
export type Reason = keyof ReasonDetails;

// Not in the feature files: a browser bundle that uses no schema must not ship the schemas.
/** The tRPC code of each reason. */
export const reasonCodes: Readonly<Record<Reason, ReasonCode>> = {
  INVALID_INPUT: 'BAD_REQUEST',
  BATCH_TOO_LARGE: 'BAD_REQUEST',
  BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  METHOD_NOT_ALLOWED: 'METHOD_NOT_SUPPORTED',
  NOT_FOUND: 'NOT_FOUND',
  VERSION_MISMATCH: 'CONFLICT',
  IN_USE: 'CONFLICT',
  IDEMPOTENCY_MISMATCH: 'CONFLICT',
  IDEMPOTENCY_IN_PROGRESS: 'CONFLICT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  OVERLOADED: 'SERVICE_UNAVAILABLE',
  STORAGE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  SHUTTING_DOWN: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  INVALID_CREDENTIALS: 'UNAUTHORIZED',
  NOT_SIGNED_IN: 'UNAUTHORIZED',
  TOKEN_EXPIRED: 'UNAUTHORIZED',
  TOKEN_INVALID: 'UNAUTHORIZED',
  SESSION_ENDED: 'UNAUTHORIZED',
  REFRESH_TOKEN_INVALID: 'UNAUTHORIZED',
  INVALID_RESET_CODE: 'BAD_REQUEST',
  ROLE_REQUIRED: 'FORBIDDEN',
  EVENTS_GONE: 'CONFLICT',
  SCOPE_REQUIRED: 'FORBIDDEN',
  EMAIL_TAKEN: 'CONFLICT',
  SKU_TAKEN: 'CONFLICT',
  INSUFFICIENT_STOCK: 'CONFLICT',
  INVALID_INVITE: 'BAD_REQUEST',
  UNKNOWN_MECHANICS: 'BAD_REQUEST',
  LAST_ADMIN: 'CONFLICT',
  ILLEGAL_TRANSITION: 'CONFLICT',
  TICKET_CLOSED: 'CONFLICT',
  PARTS_MISSING: 'CONFLICT',
  APPROVAL_NEEDED: 'CONFLICT',
  INVALID_CODE: 'BAD_REQUEST',
  ESTIMATE_CLOSED: 'CONFLICT',
  DEFERRED_CLOSED: 'CONFLICT',
  NOT_COMPLETED: 'CONFLICT',
  INVOICED: 'CONFLICT',
  INVOICE_VOID: 'CONFLICT',
  OVERPAID: 'CONFLICT',
  REFUND_TOO_LARGE: 'CONFLICT',
  PURCHASE_CLOSED: 'CONFLICT',
  SLOT_TAKEN: 'CONFLICT',
  VIN_TAKEN: 'CONFLICT',
  NOT_RUNNING: 'CONFLICT',
  OVERLAP: 'CONFLICT',
  EXTERNAL_ID_TAKEN: 'CONFLICT',
  INSPECTION_DONE: 'CONFLICT',
};

/** The names of all reasons. */
export const reasons = Object.keys(reasonCodes) as Reason[];
