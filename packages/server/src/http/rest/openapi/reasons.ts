import { type Reason, type ReasonDetails, reasonCodes } from '@mechanic-shop/shared';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { AppError } from '../../../core/errors.ts';
import { asError, refusalOf } from '../../wire/refusal.ts';
import type { Route } from '../routes.ts';

const ofToken: Reason[] = ['NOT_SIGNED_IN', 'TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_ENDED', 'SCOPE_REQUIRED'];
const ofBody: Reason[] = ['BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const ofKey: Reason[] = ['IDEMPOTENCY_MISMATCH', 'IDEMPOTENCY_IN_PROGRESS'];

/** The reasons for which a call of this route may fail. */
export function reasonsOf(route: Route): Set<Reason> {
  return new Set([
    'INVALID_INPUT',
    ...(route.access === 'public' ? [] : ofToken),
    ...(route.access === 'mechanic' || route.access === 'admin' ? (['ROLE_REQUIRED'] as const) : []),
    ...route.docs.reasons,
    ...(route.method === 'GET' ? [] : ofBody),
    ...(route.takesKeys ? ofKey : []),
    'RATE_LIMITED',
    'INTERNAL',
    'STORAGE_UNAVAILABLE',
    'SHUTTING_DOWN',
  ]);
}

/** The HTTP status of a reason. */
export function statusOf(reason: Reason): number {
  return getHTTPStatusCodeFromError(new TRPCError({ code: reasonCodes[reason] }));
}

const samples: Omit<ReasonDetails, 'VERSION_MISMATCH'> = {
  INVALID_INPUT: { issues: [{ path: ['year'], message: 'Use a model year up to next year.' }] },
  BATCH_TOO_LARGE: { limit: 10 },
  BODY_TOO_LARGE: { limit: 65_536 },
  UNSUPPORTED_MEDIA_TYPE: undefined,
  METHOD_NOT_ALLOWED: { allow: ['GET'] },
  INVALID_CREDENTIALS: undefined,
  NOT_SIGNED_IN: undefined,
  TOKEN_EXPIRED: undefined,
  TOKEN_INVALID: undefined,
  SESSION_ENDED: undefined,
  REFRESH_TOKEN_INVALID: undefined,
  INVALID_INVITE: undefined,
  INVALID_RESET_CODE: undefined,
  ROLE_REQUIRED: { role: 'mechanic' },
  SCOPE_REQUIRED: { procedure: 'tickets.create' },
  NOT_FOUND: { resource: 'part' },
  EMAIL_TAKEN: undefined,
  SKU_TAKEN: undefined,
  VIN_TAKEN: undefined,
  EXTERNAL_ID_TAKEN: undefined,
  SLOT_TAKEN: { bayId: 1, mechanicId: null },
  INSUFFICIENT_STOCK: { partId: 7, requested: 5, available: 2 },
  ILLEGAL_TRANSITION: { from: 'open', to: 'completed', allowed: ['in_progress', 'cancelled'] },
  TICKET_CLOSED: { status: 'completed' },
  PARTS_MISSING: { lines: [{ lineId: 12, partId: 7, missing: 1.5 }] },
  APPROVAL_NEEDED: { jobIds: [12] },
  INVALID_CODE: undefined,
  ESTIMATE_CLOSED: { status: 'superseded' },
  DEFERRED_CLOSED: undefined,
  EVENTS_GONE: { oldest: 1_001 },
  NOT_COMPLETED: { status: 'in_progress' },
  INVOICED: { invoiceId: 4, number: 'INV-000004' },
  INVOICE_VOID: undefined,
  OVERPAID: { balanceCents: 12_500 },
  INSPECTION_DONE: undefined,
  NOT_RUNNING: undefined,
  OVERLAP: { entryId: 7 },
  REFUND_TOO_LARGE: { refundableCents: 5_000 },
  PURCHASE_CLOSED: { status: 'received' },
  UNKNOWN_MECHANICS: { ids: [99] },
  IN_USE: { by: 'tickets' },
  LAST_ADMIN: undefined,
  IDEMPOTENCY_MISMATCH: undefined,
  IDEMPOTENCY_IN_PROGRESS: undefined,
  RATE_LIMITED: { retryAfterSeconds: 42 },
  OVERLOADED: { retryAfterSeconds: 1 },
  STORAGE_UNAVAILABLE: { retryAfterSeconds: 1 },
  SHUTTING_DOWN: { retryAfterSeconds: 1 },
  INTERNAL: undefined,
};

// They reject the whole request, whatever it calls.
const ofRequest: ReadonlySet<Reason> = new Set([...ofBody, 'BATCH_TOO_LARGE', 'METHOD_NOT_ALLOWED']);

/** An example error as the server sends it to a call of this procedure; `VERSION_MISMATCH` with the current row. */
export function sampleRefusal(reason: Reason, { path, current }: { path: string; current: unknown }) {
  const details = reason === 'VERSION_MISMATCH' ? { current } : samples[reason];
  // Only missing details would fit the type of every reason at once.
  return refusalOf(asError(new AppError(reason, details as undefined)), {
    requestId: '0c1f4a5e-7d1b-4f0e-9d60-2f1a9a3c8b11',
    ...(ofRequest.has(reason) ? {} : { path }),
  });
}
