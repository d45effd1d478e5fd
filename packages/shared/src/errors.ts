import type { Profile, Role } from './auth.ts';
import type { Customer } from './customers.ts';
import type { Part } from './inventory.ts';
import type { StaffRecord } from './mechanics.ts';
import type { Ticket, TicketStatus } from './tickets.ts';
import type { Vehicle } from './vehicles.ts';

/** Why an input was refused: where, and what is expected there. Values are never echoed. */
export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** What a `NOT_FOUND` was about. An open list. */
export type Resource =
  | 'ticket'
  | 'part'
  | 'customer'
  | 'vehicle'
  | 'mechanic'
  | 'invite'
  | 'reset_code'
  | 'session'
  | 'procedure';

/** What still refers to a row that was to be deleted. An open list. */
export type UsedBy = 'tickets' | 'movements' | 'parts' | 'vehicles';

/** The row that each procedure with a `version` in its input tells as `current` when that version is stale. */
export interface CurrentRows {
  'auth.updateMe': Profile;
  'customers.update': Customer;
  'inventory.update': Part;
  'mechanics.update': StaffRecord;
  'tickets.editMechanics': Ticket;
  'tickets.setStatus': Ticket;
  'tickets.update': Ticket;
  'vehicles.update': Vehicle;
}

/** Rows that carry a version. */
export type VersionedRow = CurrentRows[keyof CurrentRows];

/** The details that belong to each reason. An open list: more reasons will come. */
export interface ReasonDetails {
  INVALID_INPUT: { issues: InputIssue[] };
  BATCH_TOO_LARGE: { limit: number };
  BODY_TOO_LARGE: { limit: number };
  UNSUPPORTED_MEDIA_TYPE: undefined;
  METHOD_NOT_ALLOWED: { allow: string[] };
  INVALID_CREDENTIALS: undefined;
  NOT_SIGNED_IN: undefined;
  TOKEN_EXPIRED: undefined;
  TOKEN_INVALID: undefined;
  SESSION_ENDED: undefined;
  REFRESH_TOKEN_INVALID: undefined;
  INVALID_INVITE: undefined;
  INVALID_RESET_CODE: undefined;
  /** The weakest role that would do. */
  ROLE_REQUIRED: { role: Role };
  NOT_FOUND: { resource: Resource };
  EMAIL_TAKEN: undefined;
  SKU_TAKEN: undefined;
  VIN_TAKEN: undefined;
  /** The row as the procedure would answer it now. */
  VERSION_MISMATCH: { current: VersionedRow };
  INSUFFICIENT_STOCK: { partId: number; requested: number; available: number };
  /** `allowed`: the statuses that this caller may set now. */
  ILLEGAL_TRANSITION: { from: TicketStatus; to: TicketStatus; allowed: TicketStatus[] };
  TICKET_CLOSED: { status: TicketStatus };
  UNKNOWN_MECHANICS: { ids: number[] };
  IN_USE: { by: UsedBy };
  LAST_ADMIN: undefined;
  IDEMPOTENCY_MISMATCH: undefined;
  IDEMPOTENCY_IN_PROGRESS: undefined;
  RATE_LIMITED: { retryAfterSeconds: number };
  OVERLOADED: { retryAfterSeconds: number };
  STORAGE_UNAVAILABLE: { retryAfterSeconds: number };
  SHUTTING_DOWN: { retryAfterSeconds: number };
  INTERNAL: undefined;
}

/** Why a call was refused. An open list: treat an unknown one as "other". */
export type Reason = keyof ReasonDetails;

/** The tRPC codes that reasons are sent under. */
export type ReasonCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_SUPPORTED'
  | 'CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_REQUESTS'
  | 'INTERNAL_SERVER_ERROR'
  | 'SERVICE_UNAVAILABLE';

/** Every reason with the tRPC code it is sent under. */
export const reasonCodes: Readonly<Record<Reason, ReasonCode>> = {
  INVALID_INPUT: 'BAD_REQUEST',
  BATCH_TOO_LARGE: 'BAD_REQUEST',
  BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  METHOD_NOT_ALLOWED: 'METHOD_NOT_SUPPORTED',
  INVALID_CREDENTIALS: 'UNAUTHORIZED',
  NOT_SIGNED_IN: 'UNAUTHORIZED',
  TOKEN_EXPIRED: 'UNAUTHORIZED',
  TOKEN_INVALID: 'UNAUTHORIZED',
  SESSION_ENDED: 'UNAUTHORIZED',
  REFRESH_TOKEN_INVALID: 'UNAUTHORIZED',
  INVALID_INVITE: 'BAD_REQUEST',
  INVALID_RESET_CODE: 'BAD_REQUEST',
  ROLE_REQUIRED: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  EMAIL_TAKEN: 'CONFLICT',
  SKU_TAKEN: 'CONFLICT',
  VIN_TAKEN: 'CONFLICT',
  VERSION_MISMATCH: 'CONFLICT',
  INSUFFICIENT_STOCK: 'CONFLICT',
  ILLEGAL_TRANSITION: 'CONFLICT',
  TICKET_CLOSED: 'CONFLICT',
  UNKNOWN_MECHANICS: 'BAD_REQUEST',
  IN_USE: 'CONFLICT',
  LAST_ADMIN: 'CONFLICT',
  IDEMPOTENCY_MISMATCH: 'CONFLICT',
  IDEMPOTENCY_IN_PROGRESS: 'CONFLICT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  OVERLOADED: 'SERVICE_UNAVAILABLE',
  STORAGE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  SHUTTING_DOWN: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
};

/** The names of all reasons. */
export const reasons = Object.keys(reasonCodes) as Reason[];
