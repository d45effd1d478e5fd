import type { UsedBy } from '@mechanic-shop/shared';
import { type Column, type SQL, type Table, isNotNull } from 'drizzle-orm';
import { accounts, idempotencyKeys } from '../../features/accounts/table.ts';
import { stockMovements } from '../../features/inventory/table.ts';
import { tickets } from '../../features/tickets/table.ts';

/**
 * What becomes of a row when the row that it refers to is deleted: it goes along, it stays without the reference, or it
 * keeps the other from being deleted. With `where` only some rows do that, and the rest goes along.
 */
export type DeletionRule = 'goes along' | 'stays' | { readonly refuses: UsedBy; readonly where?: SQL };

/** Every reference by its table and member. A foreign key without a rule fails a test, and so does a deletion. */
export const deletionRules: Readonly<Record<string, DeletionRule>> = {
  'customers.id': 'goes along',
  'mechanics.id': 'goes along',
  'sessions.accountId': 'goes along',
  'refresh_tokens.sessionId': 'goes along',
  'reset_codes.accountId': 'goes along',
  'reset_codes.madeById': 'stays',
  'idempotency_keys.accountId': 'goes along',
  'invites.customerId': 'goes along',
  'invites.madeById': 'stays',
  'vehicles.customerId': 'goes along',
  'tickets.customerId': { refuses: 'tickets' },
  'tickets.vehicleId': { refuses: 'tickets' },
  'ticket_mechanics.ticketId': 'goes along',
  'ticket_mechanics.mechanicId': { refuses: 'tickets' },
  'ticket_parts.ticketId': 'goes along',
  'ticket_parts.partId': { refuses: 'tickets' },
  'status_changes.ticketId': 'goes along',
  'status_changes.byId': 'stays',
  // The ledger remembers lines that tickets have no more.
  'stock_movements.partId': { refuses: 'tickets', where: isNotNull(stockMovements.ticketId) },
  'stock_movements.ticketId': { refuses: 'parts' },
  'stock_movements.accountId': 'stays',
};

/** An id that is kept as a plain number, because its row may outlive the one that it names. */
export interface PlainReference {
  readonly column: Column;
  readonly to: Table;
}

export const plainReferences: readonly PlainReference[] = [
  { column: idempotencyKeys.accountId, to: accounts },
  { column: stockMovements.ticketId, to: tickets },
  { column: stockMovements.accountId, to: accounts },
];
