import { type Caller, isStaff } from '../../core/caller.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Queries } from '../../platform/db/database.ts';
import { getCustomer } from './rows.ts';

/** The owner of a new ticket or vehicle: staff name the customer, customers own it themselves. */
export function ownerOf(caller: Caller, customerId: number | null | undefined): number {
  if (isStaff(caller)) {
    if (customerId == null) throw invalidInput(['customerId'], 'Give the id of the customer.');
    return customerId;
  }
  if (customerId != null)
    throw invalidInput(['customerId'], 'Customers can do this only for themselves: leave customerId out.');
  return caller.accountId;
}

/** Rejects a customer who is unknown or retired; `at` is the member of the input that names them. */
export async function assertActiveCustomer(db: Queries, id: number, at = 'customerId'): Promise<void> {
  const customer = await getCustomer(db, id);
  if (!customer) throw notFound('customer');
  if (!customer.active) throw invalidInput([at], 'This customer is retired: set "active" to true first.');
}
