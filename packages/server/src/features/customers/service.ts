import {
  type CreateCustomerInput,
  type Customer,
  type DeleteCustomerInput,
  type Deleted,
  type ListCustomersInput,
  type MergeCustomersInput,
  type Page,
  type UpdateCustomerInput,
} from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { SignedInCall, SignedInWriteCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { deleteRow } from '../../core/deletion.ts';
import { changesOf, isEmpty } from '../../core/diff.ts';
import { AppError, invalidInput, notFound } from '../../core/errors.ts';
import { notifyChange } from '../../core/notify.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { indexWords } from '../../platform/db/search.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import { type NewAccount, assertFreeEmail, insertAccount, updateAccount } from '../accounts/accounts.ts';
import { accountTopic } from '../accounts/caches.ts';
import { confirmPassword } from '../accounts/reauthenticate.ts';
import { accounts } from '../accounts/table.ts';
import { customersByName, getCustomer, newestCustomers, searchCustomers } from './rows.ts';
import { customersSearch, customerWords } from './search.ts';
import { customers } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListCustomersInput>): Promise<Page<Customer>> {
  if (input.search !== undefined) return searchCustomers(call.read, input.search, input);
  return input.orderBy === 'name' ? customersByName(call.read, input) : newestCustomers(call.read, input);
}

/** Staff see every customer, customers only themselves; anything else is NOT_FOUND. */
async function readable(call: SignedInCall, db: Queries, id: number): Promise<Customer> {
  const customer = isStaff(call.caller) || call.caller.accountId === id ? await getCustomer(db, id) : undefined;
  if (!customer) throw notFound('customer');
  return isStaff(call.caller) ? customer : { ...customer, note: null };
}

export const get = (call: SignedInCall, id: number): Promise<Customer> => readable(call, call.read, id);

/** Creates a customer without a login. */
export function create(call: SignedInWriteCall, input: Parsed<typeof CreateCustomerInput>): Promise<Customer> {
  return call.write(async (tx) => {
    const { firstName, lastName, email = null, phone = null, address = null } = input;
    const { company = null, taxExempt, note = null } = input;
    if (email !== null) await assertFreeEmail(tx, email);
    const id = await insertCustomer(
      tx,
      { role: 'customer', email, passwordHash: null, firstName, lastName, createdAt: call.shop.now() },
      { phone, address, company, taxExempt, note },
    );
    return readable(call, tx, id);
  });
}

/** Inserts an account with its customer row and search words. */
export async function insertCustomer(
  tx: Queries,
  account: NewAccount,
  own: Omit<typeof customers.$inferInsert, 'id' | 'nameKey' | 'active'>,
): Promise<number> {
  const id = await insertAccount(tx, account);
  await tx.insert(customers).values({ id, ...own, nameKey: sortKeyOf(account.lastName, account.firstName) });
  await reindexCustomer(tx, id);
  return id;
}

export function update(call: SignedInWriteCall, input: Parsed<typeof UpdateCustomerInput>): Promise<Customer> {
  return call.write((tx) => updateCustomerRow(call, tx, input));
}

/** Updates a customer, for staff or the customer. */
export async function updateCustomerRow(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof UpdateCustomerInput>,
): Promise<Customer> {
  const { id, version, firstName, lastName, email, phone, address, company, taxExempt, note, active } = input;
  const current = await readable(call, tx, id);
  if (!isStaff(call.caller)) assertOwnMembers({ taxExempt, note, active });
  assertVersion(current, version);
  if (email !== undefined && current.hasLogin) {
    throw invalidInput(
      ['email'],
      'This customer logs in with the e-mail: only they can change it, with auth.changeEmail.',
    );
  }
  const changes = changesOf(current, {
    firstName,
    lastName,
    email,
    phone,
    address,
    company,
    taxExempt,
    note,
    active,
  });
  if (isEmpty(changes)) return current;
  if (typeof changes.email === 'string') await assertFreeEmail(tx, changes.email, id);
  const after = { ...current, ...changes };
  await updateAccount(tx, id, { firstName: after.firstName, lastName: after.lastName, email: after.email });
  await tx
    .update(customers)
    .set({
      phone: after.phone,
      address: after.address,
      company: after.company,
      taxExempt: after.taxExempt,
      // A customer never reads the note, and so must not write it back.
      ...(isStaff(call.caller) ? { note: after.note } : {}),
      active: after.active,
      nameKey: sortKeyOf(after.lastName, after.firstName),
    })
    .where(eq(customers.id, id));
  await reindexCustomer(tx, id);
  if (changes.firstName !== undefined || changes.lastName !== undefined) {
    await call.shop.reindexing.dependentsOf(tx, customers, id);
  }
  return readable(call, tx, id);
}

/** Rejects what only staff decide about a customer. */
function assertOwnMembers(members: object): void {
  if (Object.values(members).some((value) => value !== undefined)) {
    throw new AppError('ROLE_REQUIRED', { role: 'mechanic' });
  }
}

/** Stores the words by which a customer is found. */
export async function reindexCustomer(tx: Queries, id: number): Promise<void> {
  const customer = await getCustomer(tx, id);
  if (!customer) return;
  await indexWords(tx, customersSearch, id, customerWords(customer));
}

/** Deletes a customer: admins any, customers themselves with their password. */
export async function remove(
  call: SignedInWriteCall,
  { id, password }: Parsed<typeof DeleteCustomerInput>,
  signal?: AbortSignal,
): Promise<Deleted> {
  const { role, accountId } = call.caller;
  if (role !== 'admin') {
    await readable(call, call.read, id);
    if (accountId !== id) throw new AppError('ROLE_REQUIRED', { role: 'admin' });
    if (password === undefined) throw invalidInput(['password'], 'Give your password to delete your account.');
    await confirmPassword(call, password, signal);
  } else if (password !== undefined) {
    throw invalidInput(['password'], 'Only customers who delete themselves send a password: leave it out.');
  }
  // The row is read inside the write: a replayed call must find its response after the row is gone.
  return call.write(async (tx) => {
    await readable(call, tx, id);
    await deleteRow(call, tx, accounts, id);
    notifyChange(call, accountTopic, id);
    return { id, message: 'The customer is deleted.' };
  });
}

/** What ends with the merged customer: the code was for them. */
const ENDING = 'invites.customerId';

/** Moves what belongs to a customer without a login to another customer, and deletes the first. */
export function merge(call: SignedInWriteCall, { id, intoId }: Parsed<typeof MergeCustomersInput>): Promise<Customer> {
  return call.write(async (tx) => {
    const from = await readable(call, tx, id);
    await readable(call, tx, intoId);
    if (id === intoId) throw invalidInput(['intoId'], 'A customer cannot be merged into itself: use another customer.');
    if (from.hasLogin) throw new AppError('IN_USE', { by: 'login' });
    for (const { name, from: facts, column } of call.shop.references.referringTo(customers)) {
      if (name === ENDING) continue;
      const member = Object.keys(facts.columns).find((name) => facts.columns[name] === column);
      if (member !== undefined)
        await tx
          .update(facts.table)
          .set({ [member]: intoId })
          .where(eq(column, id));
    }
    await deleteRow(call, tx, accounts, id);
    await updateAccount(tx, intoId, {});
    await call.shop.reindexing.dependentsOf(tx, customers, intoId);
    return readable(call, tx, intoId);
  });
}
