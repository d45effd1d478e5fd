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
import { recordChange, recordHappening } from '../../core/events/record.ts';
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
import { customerEntity } from './entity.ts';
import { isErased } from './erased.ts';
import {
  customerByExternalId,
  customersByName,
  getCustomer,
  insertOwn,
  newestCustomers,
  searchCustomers,
} from './rows.ts';
import { customersSearch, customerWords } from './search.ts';
import { customers } from './table.ts';

export function list(call: SignedInCall, input: Parsed<typeof ListCustomersInput>): Promise<Page<Customer>> {
  if (input.search !== undefined) return searchCustomers(call.read, input.search, input);
  return input.orderBy === 'name' ? customersByName(call.read, input) : newestCustomers(call.read, input);
}

/** Staff find every customer, customers only themselves; anything else is NOT_FOUND. With what only staff see. */
async function findable({ caller }: SignedInCall, db: Queries, id: number): Promise<Customer> {
  const customer = isStaff(caller) || caller.accountId === id ? await getCustomer(db, id) : undefined;
  if (!customer) throw notFound('customer');
  return customer;
}

/** Notes and external ids are for staff. */
function shownTo({ caller }: SignedInCall, customer: Customer): Customer {
  return isStaff(caller) ? customer : { ...customer, note: null, externalId: null };
}

export async function get(call: SignedInCall, id: number): Promise<Customer> {
  return shownTo(call, await findable(call, call.read, id));
}

/** Creates a customer without a login. */
export function create(call: SignedInWriteCall, input: Parsed<typeof CreateCustomerInput>): Promise<Customer> {
  return call.write((tx) => createCustomer(call, tx, input));
}

export async function createCustomer(
  call: SignedInCall,
  tx: Queries,
  input: Parsed<typeof CreateCustomerInput>,
): Promise<Customer> {
  const { firstName, lastName, email = null, phone = null, address = null } = input;
  const { company = null, taxExempt, note = null, externalId = null } = input;
  if (email !== null) await assertFreeEmail(tx, email);
  if (externalId !== null) await assertFreeExternalId(tx, externalId);
  const id = await insertCustomer(
    tx,
    { role: 'customer', email, passwordHash: null, firstName, lastName, createdAt: call.shop.now() },
    { phone, address, company, taxExempt, note, externalId },
  );
  const after = await findable(call, tx, id);
  recordChange(call, customerEntity, { before: null, after });
  return after;
}

/** Inserts an account with its customer row and search words; its event is for the caller to record. */
export async function insertCustomer(
  tx: Queries,
  account: NewAccount,
  own: Omit<typeof customers.$inferInsert, 'id' | 'nameKey' | 'active'>,
): Promise<number> {
  const { phone = null, address = null, company = null, taxExempt = false, note = null, externalId = null } = own;
  const id = await insertAccount(tx, account);
  const nameKey = sortKeyOf(account.lastName, account.firstName);
  await insertOwn(tx, { id, phone, address, company, taxExempt, note, externalId, nameKey });
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
  const { id, version, firstName, lastName, email, phone, address, company, taxExempt, note, externalId, active } =
    input;
  const current = await findable(call, tx, id);
  if (!isStaff(call.caller)) assertOwnMembers({ taxExempt, note, externalId, active });
  assertVersion(shownTo(call, current), version);
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
    externalId,
    active,
  });
  if (isEmpty(changes)) return shownTo(call, current);
  if (typeof changes.email === 'string') await assertFreeEmail(tx, changes.email, id);
  if (typeof changes.externalId === 'string') await assertFreeExternalId(tx, changes.externalId);
  const wanted = { ...current, ...changes };
  await updateAccount(tx, id, { firstName: wanted.firstName, lastName: wanted.lastName, email: wanted.email });
  await tx
    .update(customers)
    .set({
      phone: wanted.phone,
      address: wanted.address,
      company: wanted.company,
      taxExempt: wanted.taxExempt,
      note: wanted.note,
      externalId: wanted.externalId,
      active: wanted.active,
      nameKey: sortKeyOf(wanted.lastName, wanted.firstName),
    })
    .where(eq(customers.id, id));
  await reindexCustomer(tx, id);
  if (changes.firstName !== undefined || changes.lastName !== undefined) {
    await call.shop.reindexing.dependentsOf(tx, customers, id);
  }
  const after = await findable(call, tx, id);
  recordChange(call, customerEntity, { before: current, after });
  return shownTo(call, after);
}

async function assertFreeExternalId(tx: Queries, externalId: string): Promise<void> {
  if ((await customerByExternalId(tx, externalId)) !== undefined) throw new AppError('EXTERNAL_ID_TAKEN');
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
    await findable(call, call.read, id);
    if (accountId !== id) throw new AppError('ROLE_REQUIRED', { role: 'admin' });
    if (password === undefined) throw invalidInput(['password'], 'Give your password to delete your account.');
    await confirmPassword(call, password, signal);
  } else if (password !== undefined) {
    throw invalidInput(['password'], 'Only customers who delete themselves send a password: leave it out.');
  }
  // The row is read inside the write: a replayed call must find its response after the row is gone.
  return call.write(async (tx) => {
    const before = await findable(call, tx, id);
    await deleteRow(call, tx, accounts, id);
    recordChange(call, customerEntity, { before, after: null });
    notifyChange(call, accountTopic, id);
    return { id, message: 'The customer is deleted.' };
  });
}

/** Keeps the external id of the merged customer, unless the other has one, so that later imports still find them. */
async function takeExternalId(tx: Queries, from: Customer, into: Customer): Promise<void> {
  if (from.externalId === null || into.externalId !== null) return;
  await tx.update(customers).set({ externalId: from.externalId }).where(eq(customers.id, into.id));
}

/** What ends with the merged customer: the code was for them. */
const ENDING = 'invites.customerId';

const NOTHING_TO_MERGE = 'This customer was erased: there is nothing to merge.';

/** Moves what belongs to a customer without a login to another customer, and deletes the first. */
export function merge(call: SignedInWriteCall, { id, intoId }: Parsed<typeof MergeCustomersInput>): Promise<Customer> {
  return call.write(async (tx) => {
    const from = await findable(call, tx, id);
    const into = await findable(call, tx, intoId);
    if (id === intoId) throw invalidInput(['intoId'], 'A customer cannot be merged into itself: use another customer.');
    // What of them is still to be erased, in steps, must stay under its id, and no one else's data come under that id.
    if (isErased(from)) throw invalidInput(['id'], NOTHING_TO_MERGE);
    if (isErased(into)) throw invalidInput(['intoId'], NOTHING_TO_MERGE);
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
    await takeExternalId(tx, from, into);
    await call.shop.reindexing.dependentsOf(tx, customers, intoId);
    const after = await findable(call, tx, intoId);
    recordChange(call, customerEntity, { before: into, after });
    // Its vehicles and tickets may be many, and have no events of their own.
    const changes = { mergedIntoId: { before: null, after: intoId } };
    recordHappening(call, customerEntity, { row: from, what: 'merged', changes });
    return after;
  });
}
