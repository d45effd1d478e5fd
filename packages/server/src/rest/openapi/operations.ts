import type { Reason, RouterInputs } from '@mechanic-shop/shared';

/** The name of a procedure. */
export type ProcedurePath = {
  [F in keyof RouterInputs]: `${F}.${keyof RouterInputs[F] & string}`;
}[keyof RouterInputs];

/** What the document says of a procedure that its schemas and rights do not. */
export interface Operation {
  summary: string;
  description?: string;
  /** Why it may be refused, apart from what holds for every procedure of its kind. */
  reasons: readonly Reason[];
}

const op = (summary: string, reasons: readonly Reason[] = [], description?: string): Operation => ({
  summary,
  reasons,
  ...(description === undefined ? {} : { description }),
});

/** Every procedure; one that is missing does not compile. */
export const operations: Record<ProcedurePath, Operation> = {
  'auth.register': op(
    'Open an account and log in',
    ['EMAIL_TAKEN', 'INVALID_INVITE', 'OVERLOADED'],
    'Anybody may register as a customer; a mechanic needs an invite code, and a customer with one takes over the ' +
      "walk-in's row that the code was made for.",
  ),
  'auth.login': op('Log in', ['INVALID_CREDENTIALS', 'OVERLOADED'], '`accountType` refuses the other kind of account.'),
  'auth.refresh': op(
    'Exchange a refresh token for a new session',
    ['REFRESH_TOKEN_INVALID'],
    'Each token works once. A repeat within 10 s gets the same successor while that is unused; any other reuse ends ' +
      'the sessions that came from it.',
  ),
  'auth.logout': op('End this session'),
  'auth.logoutEverywhere': op("End all of the caller's sessions"),
  'auth.me': op("Read the caller's own record"),
  'auth.updateMe': op(
    "Change the caller's own record",
    ['VERSION_MISMATCH'],
    "`phone` is a customer's, `specialty` a mechanic's. Absent members stay as they are; `null` clears one.",
  ),
  'auth.changePassword': op(
    'Set a new password',
    ['INVALID_CREDENTIALS', 'OVERLOADED'],
    'Answers with a new session; all other sessions end.',
  ),
  'auth.changeEmail': op(
    'Change the e-mail to log in with',
    ['INVALID_CREDENTIALS', 'EMAIL_TAKEN', 'OVERLOADED'],
    'At most ten times an hour.',
  ),
  'auth.createResetCode': op(
    'Make a one-time code for somebody who forgot the password',
    ['NOT_FOUND'],
    'Works once, for 24 hours, while its maker is active and could still make it. Mechanics make it for customers, ' +
      'admins for everybody.',
  ),
  'auth.resetCodes': op('List reset codes', [], 'Admins only. Newest first, for a day after they expire.'),
  'auth.revokeResetCode': op(
    'Revoke a reset code',
    ['NOT_FOUND'],
    'Admins only. One already used or revoked stays as it is.',
  ),
  'auth.resetPassword': op(
    'Set a new password by a one-time code',
    ['INVALID_RESET_CODE', 'OVERLOADED'],
    'Logs in; all other sessions end.',
  ),
  'auth.sessions': op("List the caller's sessions", [], 'Newest first.'),
  'auth.endSession': op("End one of the caller's sessions", ['NOT_FOUND']),
  'customers.list': op('List customers', [], 'Mechanics only. `search` looks into name, e-mail and phone.'),
  'customers.get': op('Read a customer', ['NOT_FOUND'], 'Customers see only themselves.'),
  'customers.create': op('Write down a walk-in', ['EMAIL_TAKEN'], 'Mechanics only.'),
  'customers.update': op(
    'Change a customer',
    ['NOT_FOUND', 'VERSION_MISMATCH', 'EMAIL_TAKEN'],
    'Customers change only themselves; `email` only while there is no login. Absent members stay as they are; `null` ' +
      'clears one.',
  ),
  'customers.delete': op(
    'Delete a customer with vehicles and sessions',
    ['NOT_FOUND', 'INVALID_CREDENTIALS', 'ROLE_REQUIRED', 'IN_USE', 'OVERLOADED'],
    'Admins, and customers themselves, who send their password in the body.',
  ),
  'inventory.list': op(
    'List parts',
    [],
    '`search` looks into name and sku; `inStock` asks for some available, or none.',
  ),
  'inventory.get': op('Read a part', ['NOT_FOUND']),
  'inventory.create': op('Add a part', ['SKU_TAKEN'], 'Mechanics only. A first quantity is written down as received.'),
  'inventory.update': op(
    'Change a part',
    ['NOT_FOUND', 'VERSION_MISMATCH', 'SKU_TAKEN', 'INSUFFICIENT_STOCK'],
    'Mechanics only. A new `quantity` is written down as an adjustment. Absent members stay as they are.',
  ),
  'inventory.adjust': op(
    'Add to or take from the shelf',
    ['NOT_FOUND', 'INSUFFICIENT_STOCK'],
    'Mechanics only. `delta` tells how many came (positive) or went (negative).',
  ),
  'inventory.delete': op('Delete a part that no ticket ever used', ['NOT_FOUND', 'IN_USE'], 'Mechanics only.'),
  'inventory.movements': op("List a part's stock movements", ['NOT_FOUND'], 'Mechanics only. Newest first.'),
  'invites.create': op(
    'Make an invite code',
    ['NOT_FOUND', 'ROLE_REQUIRED'],
    'Works once, for a week by default, while its maker is active and could still make it. Admins invite staff, ' +
      'mechanics invite walk-in customers.',
  ),
  'invites.list': op('List invites', [], 'Admins only. Newest first.'),
  'invites.revoke': op(
    'Withdraw an invite',
    ['NOT_FOUND'],
    'Admins only. One already used or withdrawn stays as it is.',
  ),
  'mechanics.list': op('List mechanics', [], 'Active ones, newest first. `search` looks into name and specialty.'),
  'mechanics.get': op('Read a mechanic', ['NOT_FOUND']),
  'mechanics.records': op('List staff records', [], 'Admins only. Newest first, deactivated ones included.'),
  'mechanics.record': op('Read a staff record', ['NOT_FOUND'], 'Mechanics see only their own.'),
  'mechanics.create': op('Open an account for a mechanic or admin', ['EMAIL_TAKEN', 'OVERLOADED'], 'Admins only.'),
  'mechanics.update': op(
    'Change a staff record',
    ['NOT_FOUND', 'VERSION_MISMATCH', 'EMAIL_TAKEN', 'LAST_ADMIN'],
    'Admins only. A change of e-mail, role or `active` ends the sessions. Absent members stay as they are.',
  ),
  'mechanics.delete': op(
    'Delete a mechanic who is on no ticket',
    ['NOT_FOUND', 'IN_USE', 'LAST_ADMIN'],
    'Admins only, not oneself. Deactivate one who is on tickets.',
  ),
  'mechanics.ranking': op('Rank mechanics by the tickets they are on', [], 'Most first, ties by id.'),
  'tickets.create': op(
    'Open a ticket',
    ['NOT_FOUND'],
    "Staff name the customer; customers leave `customerId` out. The vehicle must be that customer's.",
  ),
  'tickets.list': op(
    'List all tickets',
    [],
    "Mechanics only. Newest first, or by service date; `search` searches description, customer's name and plate. " +
      'After one of these has changed, tickets beyond the newest 20 follow in the background.',
  ),
  'tickets.mine': op("List the caller's tickets", [], "A customer's own, a mechanic's assigned. Newest first."),
  'tickets.get': op('Read a ticket', ['NOT_FOUND'], 'Customers see only their own.'),
  'tickets.history': op("List a ticket's status changes", ['NOT_FOUND'], 'Customers see only their own. Newest first.'),
  'tickets.update': op(
    'Change a ticket',
    ['NOT_FOUND', 'ROLE_REQUIRED', 'VERSION_MISMATCH', 'TICKET_CLOSED'],
    'While it is open or in progress; customers only the description of their own open ticket. Absent members stay as ' +
      'they are; `null` clears one.',
  ),
  'tickets.editMechanics': op(
    'Assign and unassign mechanics',
    ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED', 'UNKNOWN_MECHANICS'],
    'Mechanics only. All or nothing; adding one already there changes nothing.',
  ),
  'tickets.addPart': op(
    'Add a part to a ticket',
    ['NOT_FOUND', 'TICKET_CLOSED', 'INSUFFICIENT_STOCK'],
    "Mechanics only. Adds `quantity` (1 if absent) to the part's line and reserves it; never more than is available.",
  ),
  'tickets.removePart': op(
    'Take a part off a ticket',
    ['NOT_FOUND', 'TICKET_CLOSED'],
    'Mechanics only. Takes `quantity`, or all if absent, and releases it.',
  ),
  'tickets.setStatus': op(
    'Move a ticket on',
    ['NOT_FOUND', 'VERSION_MISMATCH', 'ROLE_REQUIRED', 'ILLEGAL_TRANSITION', 'INSUFFICIENT_STOCK'],
    'Completing consumes its parts, cancelling releases them, reopening takes them back. Customers may cancel their ' +
      'own open tickets; only admins reopen, with a note.',
  ),
  'tickets.delete': op('Delete a ticket that never had parts', ['NOT_FOUND', 'IN_USE'], 'Admins only.'),
  'vehicles.list': op(
    'List vehicles',
    [],
    "A customer's own, for staff all; `search` looks into make, model, plate and VIN. Newest first.",
  ),
  'vehicles.get': op('Read a vehicle', ['NOT_FOUND'], 'Customers see only their own.'),
  'vehicles.create': op(
    'Add a vehicle',
    ['NOT_FOUND', 'VIN_TAKEN'],
    'Staff name the customer; customers leave `customerId` out.',
  ),
  'vehicles.update': op(
    'Change a vehicle',
    ['NOT_FOUND', 'VERSION_MISMATCH', 'VIN_TAKEN'],
    'Customers change only their own. Absent members stay as they are; `null` clears one.',
  ),
  'vehicles.delete': op('Delete a vehicle', ['NOT_FOUND', 'IN_USE'], 'Customers delete only their own.'),
};
