import * as shared from '@mechanic-shop/shared';
import { z } from 'zod';
import type { Members } from '../../../core/docs.ts';
import { featureDocs } from '../../../features.ts';

// Open lists of the contract that exist only as types.
const resources = Object.values(featureDocs).flatMap((docs) => Object.keys(docs.resources));
const users: Record<shared.UsedBy, true> = {
  tickets: true,
  movements: true,
  parts: true,
  vehicles: true,
  canned_jobs: true,
  estimates: true,
  approvals: true,
  invoices: true,
  payments: true,
  time_entries: true,
  messages: true,
  inspections: true,
  jobs: true,
  purchases: true,
  orders: true,
  appointments: true,
  login: true,
  codes: true,
};
const Resource = z.enum([...resources, 'procedure'] as [shared.Resource]);
const UsedBy = z.enum(Object.keys(users) as [shared.UsedBy]);

const Count = z.int().min(0);
const { Quantity } = shared;
const AnyStatus = z.enum([...new Set([...shared.TicketStatus.options, ...shared.AppointmentStatus.options])]);
const limit = z.object({ limit: Count });
const wait = z.object({ retryAfterSeconds: z.int().min(1) });
const issue = z.object({ path: z.array(z.union([z.string(), Count])), message: z.string() });

type Details = {
  [R in shared.Reason]: R extends 'VERSION_MISMATCH'
    ? null
    : undefined extends shared.ReasonDetails[R]
      ? null
      : z.ZodType<shared.ReasonDetails[R]>;
};

/** Details by reason; those of `VERSION_MISMATCH` are the procedure's row. */
export const details: Details = {
  INVALID_INPUT: z.object({ issues: z.array(issue) }),
  BATCH_TOO_LARGE: limit,
  BODY_TOO_LARGE: limit,
  UNSUPPORTED_MEDIA_TYPE: null,
  METHOD_NOT_ALLOWED: z.object({ allow: z.array(z.string()) }),
  INVALID_CREDENTIALS: null,
  NOT_SIGNED_IN: null,
  TOKEN_EXPIRED: null,
  TOKEN_INVALID: null,
  SESSION_ENDED: null,
  REFRESH_TOKEN_INVALID: null,
  INVALID_INVITE: null,
  INVALID_RESET_CODE: null,
  ROLE_REQUIRED: z.object({ role: shared.Role }),
  SCOPE_REQUIRED: z.object({ procedure: z.string() }),
  NOT_FOUND: z.object({ resource: Resource }),
  EMAIL_TAKEN: null,
  SKU_TAKEN: null,
  VIN_TAKEN: null,
  EXTERNAL_ID_TAKEN: null,
  VERSION_MISMATCH: null,
  INSUFFICIENT_STOCK: z.object({ partId: z.int().min(1), requested: Quantity, available: Quantity }),
  ILLEGAL_TRANSITION: z.object({
    from: AnyStatus,
    to: AnyStatus,
    allowed: z.array(AnyStatus),
  }),
  SLOT_TAKEN: z.object({ bayId: z.int().min(1).nullable(), mechanicId: z.int().min(1).nullable() }),
  TICKET_CLOSED: z.object({ status: shared.TicketStatus }),
  PARTS_MISSING: z.object({
    lines: z.array(z.object({ lineId: z.int().min(1), partId: z.int().min(1), missing: Quantity })),
  }),
  APPROVAL_NEEDED: z.object({ jobIds: z.array(z.int().min(1)) }),
  INVALID_CODE: null,
  ESTIMATE_CLOSED: z.object({ status: shared.EstimateStatus }),
  DEFERRED_CLOSED: null,
  EVENTS_GONE: z.object({ oldest: z.int().min(1) }),
  NOT_COMPLETED: z.object({ status: shared.TicketStatus }),
  INVOICED: z.object({ invoiceId: z.int().min(1), number: z.string() }),
  INVOICE_VOID: null,
  OVERPAID: z.object({ balanceCents: z.int() }),
  INSPECTION_DONE: null,
  NOT_RUNNING: null,
  OVERLAP: z.object({ entryId: z.int().min(1) }),
  REFUND_TOO_LARGE: z.object({ refundableCents: Count }),
  PURCHASE_CLOSED: z.object({ status: shared.PurchaseStatus }),
  UNKNOWN_MECHANICS: z.object({ ids: z.array(z.int().min(1)) }),
  IN_USE: z.object({ by: UsedBy }),
  LAST_ADMIN: null,
  IDEMPOTENCY_MISMATCH: null,
  IDEMPOTENCY_IN_PROGRESS: null,
  RATE_LIMITED: wait,
  OVERLOADED: wait,
  STORAGE_UNAVAILABLE: wait,
  SHUTTING_DOWN: wait,
  INTERNAL: null,
};

/** Descriptions of the fields in details. */
export const detailMembers: Members = {
  issues: 'The problems with the input. They never contain its values.',
  path: 'The location: field names and list positions, from the outside in; empty for the whole input.',
  message: 'What the field must be, for people.',
  limit: 'The limit.',
  allow: 'The methods that the path supports.',
  role: 'The lowest role that may make this call.',
  procedure: 'The procedure that the API key does not cover.',
  resource: 'The kind of row that was not found. An open list: later versions may add values.',
  partId: 'The part.',
  lines: 'The lines on backorder.',
  lineId: 'The line.',
  missing: 'How much is missing.',
  requested: 'How many were requested.',
  available: 'How many are available.',
  from: 'The status of the ticket or the appointment.',
  to: 'The requested status.',
  allowed: 'The statuses that this caller may set now.',
  status: 'The status of the ticket, the estimate or the purchase.',
  bayId: 'The requested bay, if it is taken.',
  mechanicId: 'The requested mechanic, if they are taken.',
  jobIds: 'The jobs that are neither approved nor declined.',
  invoiceId: 'The live invoice of the ticket.',
  number: 'Its number.',
  balanceCents: 'What is left to pay, in integer cents.',
  oldest: 'The id of the oldest event that is kept.',
  entryId: 'The other time entry.',
  refundableCents: 'What is left of the payment, in integer cents.',
  ids: 'The mechanics that do not exist or are not active.',
  by: 'What prevents the deletion. An open list: later versions may add values.',
  retryAfterSeconds: 'The number of seconds to wait before a retry.',
};
