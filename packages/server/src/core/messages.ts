import type { Reason, ReasonDetails } from '@mechanic-shop/shared';
import { isClosedToKeys } from './scopes.ts';

const seconds = (n: number) => (n === 1 ? '1 second' : `${n} seconds`);
const list = (words: readonly (string | number)[]) => words.join(', ');

const articles: Record<string, string> = { admin: 'an admin', mechanic: 'a mechanic', customer: 'a customer' };

const used: Record<ReasonDetails['IN_USE']['by'], string> = {
  tickets: 'tickets refer to it. Set "active" to false instead.',
  movements: 'its history is too long. Cancel the ticket, or set "active" to false instead.',
  parts: 'parts refer to it, or did. Cancel the ticket, or set "active" to false instead.',
  vehicles: 'it has too many vehicles. Delete some of them first.',
  canned_jobs: 'canned jobs use it. Remove it from them first.',
  estimates: 'its customer was asked to approve work. Cancel it instead.',
  approvals: 'its customer has approved or declined work. Cancel it instead.',
  invoices: 'it has invoices. They must be kept.',
  payments: 'it has payments. They must be kept.',
  time_entries: 'it has clocked hours. They must be kept.',
  messages: 'it has messages. They must be kept.',
  inspections: 'it has inspections. Cancel it instead.',
  jobs: 'a job was recommended for it.',
  purchases: 'purchases refer to it. Set "active" to false instead.',
  orders: 'it is no draft any more. Cancel it instead.',
  appointments: 'appointments refer to it. Set "active" to false instead.',
  login: 'the customer has a login. Merge the other customer into this one.',
  codes: 'it has or made thousands of invites or reset codes. Set "active" to false instead.',
};

function takenOf(bayId: number | null, mechanicId: number | null): string {
  if (bayId === null) return 'mechanic is';
  return mechanicId === null ? 'bay is' : 'bay and the mechanic are';
}

type Messages = { [R in Reason]: (details: ReasonDetails[R]) => string };

const messages: Messages = {
  INVALID_INPUT: ({ issues }) =>
    issues
      .slice(0, 3)
      .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
      .join(' ') || 'The input is not valid. See /docs for its shape.',
  BATCH_TOO_LARGE: ({ limit }) => `Send at most ${limit} calls in one batch.`,
  BODY_TOO_LARGE: ({ limit }) => `Send a body of at most ${limit} bytes.`,
  UNSUPPORTED_MEDIA_TYPE: () => 'Send the body as JSON with the header "content-type: application/json".',
  METHOD_NOT_ALLOWED: ({ allow }) => `Use ${allow.join(' or ')} here.`,
  INVALID_CREDENTIALS: () => 'The e-mail and password do not match an account. Check both and try again.',
  NOT_SIGNED_IN: () => 'Log in first and send the token in the header "authorization: Bearer <token>".',
  TOKEN_EXPIRED: () => 'The token has expired. Refresh the session or log in again.',
  TOKEN_INVALID: () => 'The token is not valid. Refresh the session or log in again.',
  SESSION_ENDED: () => 'This session has ended. Log in again.',
  REFRESH_TOKEN_INVALID: () => 'The refresh token is no longer valid. Log in again.',
  INVALID_INVITE: () => 'This invite code does not work. Ask the shop for a new one.',
  INVALID_RESET_CODE: () => 'This reset code does not work. Ask the shop for a new one.',
  ROLE_REQUIRED: ({ role }) => `Only ${articles[role] ?? role} may do this. Log in as ${articles[role] ?? role}.`,
  SCOPE_REQUIRED: ({ procedure }) =>
    isClosedToKeys(procedure)
      ? `API keys cannot call ${procedure}. Log in and use the token of the session.`
      : `This API key does not cover ${procedure}. Use a key with this scope.`,
  NOT_FOUND: ({ resource }) =>
    resource === 'procedure'
      ? 'This procedure does not exist. Check its name.'
      : `This ${resource.replace('_', ' ')} does not exist, or you have no access to it. Check the id.`,
  EMAIL_TAKEN: () => 'An account with this e-mail already exists. Use another e-mail, or log in.',
  SKU_TAKEN: () => 'Another part already has this SKU. Use a different one.',
  VIN_TAKEN: () => 'This customer already has a vehicle with this VIN. Use that one, or correct the VIN.',
  EXTERNAL_ID_TAKEN: () => 'Another row already has this external id. Use that row, or a different id.',
  SLOT_TAKEN: ({ bayId, mechanicId }) =>
    bayId === null && mechanicId === null
      ? 'No bay is free then. Use one of the free slots.'
      : `The ${takenOf(bayId, mechanicId)} already taken then. Choose another time, or another one.`,
  VERSION_MISMATCH: ({ current }) =>
    `Someone else has changed this; it is now at version ${current.version}. Reload it and repeat the change.`,
  INSUFFICIENT_STOCK: ({ partId, requested, available }) =>
    `Part ${partId} has only ${available} available, not ${requested}. Use a lower quantity, or receive more first.`,
  ILLEGAL_TRANSITION: ({ from, to, allowed }) =>
    `The status cannot change from ${from} to ${to}. ` +
    (allowed.length > 0 ? `You can set it to: ${list(allowed)}.` : 'You cannot change its status.'),
  TICKET_CLOSED: ({ status }) =>
    `This ticket is ${status}; only open and in-progress tickets can change. Open a new one, or ask ` +
    `${status === 'cancelled' ? 'a mechanic' : 'an admin'} to reopen it.`,
  APPROVAL_NEEDED: ({ jobIds }) =>
    `The customer has not approved or declined ${jobIds.length === 1 ? 'a job' : `${jobIds.length} jobs`} at the current price. Ask them, and record the answer with tickets.recordApproval.`,
  PARTS_MISSING: ({ lines }) =>
    `${lines.length === 1 ? 'A part is' : `${lines.length} parts are`} on backorder. Receive the stock, or remove the lines first.`,
  INVALID_CODE: () => 'This code does not work. Ask the shop for a new link.',
  ESTIMATE_CLOSED: ({ status }) =>
    `This estimate is ${status} and can no longer be answered. Ask the shop for a new one.`,
  EVENTS_GONE: ({ oldest }) =>
    `Events before ${oldest} are gone. Read what you need anew, then continue with after: ${oldest - 1}.`,
  DEFERRED_CLOSED: () => 'This job was already revived or dismissed. Reload the list of deferred work.',
  NOT_COMPLETED: ({ status }) =>
    `This ticket is ${status.replace('_', ' ')}; only completed tickets can be invoiced. Complete it first.`,
  INVOICED: ({ number }) => `This ticket has invoice ${number}. Void that invoice first.`,
  INVOICE_VOID: () => 'This invoice is void. Issue a new one for its ticket.',
  OVERPAID: ({ balanceCents }) =>
    balanceCents > 0
      ? `Only ${balanceCents} cents are left to pay. Record at most that.`
      : 'This ticket is paid: nothing is left to pay.',
  INSPECTION_DONE: () => 'This inspection is finished and does not change any more. Start another one.',
  NOT_RUNNING: () => 'Your clock is not running. Start it on a ticket first.',
  OVERLAP: ({ entryId }) => `Time entry ${entryId} of this mechanic covers a part of that time. Correct it first.`,
  REFUND_TOO_LARGE: ({ refundableCents }) =>
    refundableCents > 0
      ? `Only ${refundableCents} cents of this payment are left. Refund at most that.`
      : 'All of this payment has been refunded.',
  PURCHASE_CLOSED: ({ status }) =>
    status === 'draft'
      ? 'This purchase is a draft. Order it first.'
      : `This purchase is ${status.replace('_', ' ')} and does not allow this. Reload it, or create a new one.`,
  UNKNOWN_MECHANICS: ({ ids }) => `These ids belong to no active mechanic: ${list(ids)}. Check the list of mechanics.`,
  IN_USE: ({ by }) => `This cannot be deleted because ${used[by]}`,
  LAST_ADMIN: () => 'This is the last active admin. Make someone else an admin first.',
  IDEMPOTENCY_MISMATCH: () => 'This idempotency key was used for a different call. Use a new key for each call.',
  IDEMPOTENCY_IN_PROGRESS: () => 'A call with this idempotency key is still running. Retry in a moment.',
  RATE_LIMITED: ({ retryAfterSeconds }) => `Too many calls. Retry in ${seconds(retryAfterSeconds)}.`,
  OVERLOADED: ({ retryAfterSeconds }) => `The server is busy. Retry in ${seconds(retryAfterSeconds)}.`,
  STORAGE_UNAVAILABLE: ({ retryAfterSeconds }) =>
    `The database is unavailable. Retry in ${seconds(retryAfterSeconds)}.`,
  SHUTTING_DOWN: ({ retryAfterSeconds }) => `The server is shutting down. Retry in ${seconds(retryAfterSeconds)}.`,
  INTERNAL: () => 'Something went wrong on our side. If it happens again, report the request id to the shop.',
};

/** The default message of a reason. */
export function defaultMessage<R extends Reason>(reason: R, details: ReasonDetails[R]): string {
  return messages[reason](details);
}
