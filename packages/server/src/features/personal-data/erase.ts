import type { Customer, EraseCustomerInput } from '@mechanic-shop/shared';
import { and, eq, inArray } from 'drizzle-orm';
import type { SignedInWriteCall } from '../../core/call.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { recordChange } from '../../core/events/record.ts';
import { notifyChange } from '../../core/notify.ts';
import type { Parsed } from '../../core/parsed.ts';
import { assertVersion } from '../../core/versions.ts';
import type { Queries } from '../../platform/db/database.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import { updateAccount } from '../accounts/accounts.ts';
import { accountTopic } from '../accounts/caches.ts';
import { endSessions } from '../accounts/sessions.ts';
import { sessions } from '../accounts/table.ts';
import { customerEntity } from '../customers/entity.ts';
import { erasedNames } from '../customers/erased.ts';
import { getCustomer } from '../customers/rows.ts';
import { reindexCustomer } from '../customers/service.ts';
import { customers } from '../customers/table.ts';
import { invoices } from '../invoices/table.ts';
import { tickets } from '../tickets/table.ts';
import { eraseAppointment, latestAppointments } from './appointments.ts';
import { eraseCodes } from './codes.ts';
import type { ErasureChore } from './feature.ts';
import { bareCustomer } from './names.ts';
import { eraseVehicle, newestVehicles } from './vehicles.ts';

/**
 * Erases what is stored about a person: the login, contact data, and what most people have of vehicles and appointments
 * at once; the rest, which has no bound, right after the commit. Tickets stay, and so does what issued invoices print.
 */
export function eraseCustomer(
  call: SignedInWriteCall,
  { id, version }: Parsed<typeof EraseCustomerInput>,
): Promise<Customer> {
  return call.write(async (tx) => {
    const before = await assertCustomer(tx, id);
    assertVersion(before, version);
    await assertNothingOpen(tx, id);
    await erasePerson(call, tx, id);
    await eraseSome(call, tx, id);
    for (const chore of afterwards) await call.shop.reindexing.doLater(tx, chore, id);
    const after = await assertCustomer(tx, id);
    // The event says that the login is gone, and nothing of what was erased.
    recordChange(call, customerEntity, {
      before: { ...after, hasLogin: before.hasLogin, version: before.version },
      after,
    });
    notifyChange(call, accountTopic, id);
    return after;
  });
}

/** What has no bound, or no index by customers. */
const afterwards: readonly ErasureChore[] = [
  'erase messages',
  'erase estimates',
  'erase approvals',
  'erase events',
  'erase answers',
];

async function assertCustomer(tx: Queries, id: number): Promise<Customer> {
  const customer = await getCustomer(tx, id);
  if (!customer) throw notFound('customer');
  return customer;
}

const OPEN_TICKETS = 'This customer has open tickets. Complete or cancel them first.';
const OPEN_INVOICES = 'This customer has open invoices. Settle or void them first.';

async function assertNothingOpen(tx: Queries, customerId: number): Promise<void> {
  const worked = and(eq(tickets.customerId, customerId), inArray(tickets.status, ['open', 'in_progress']));
  const [ticket] = await tx.select({ id: tickets.id }).from(tickets).where(worked).limit(1);
  if (ticket) throw new AppError('IN_USE', { by: 'tickets' }, OPEN_TICKETS);
  const due = and(eq(invoices.customerId, customerId), eq(invoices.status, 'open'));
  const [invoice] = await tx.select({ id: invoices.id }).from(invoices).where(due).limit(1);
  if (invoice) throw new AppError('IN_USE', { by: 'invoices' }, OPEN_INVOICES);
}

/** The row of the customer with their login. */
async function erasePerson(call: SignedInWriteCall, tx: Queries, id: number): Promise<void> {
  const names = erasedNames(id);
  await endSessions(tx, call.shop, id);
  await tx.delete(sessions).where(eq(sessions.accountId, id));
  if (await eraseCodes(tx, id)) await later(call, tx, 'erase codes', id);
  await updateAccount(tx, id, { ...names, email: null, passwordHash: null });
  await tx
    .update(customers)
    .set({ ...bareCustomer, nameKey: sortKeyOf(names.lastName, names.firstName) })
    .where(eq(customers.id, id));
  await reindexCustomer(tx, id);
  await call.shop.reindexing.dependentsOf(tx, customers, id);
  await call.shop.reindexing.deleteLater(tx, ANSWERS, id);
}

/** The customer's own answers under keys. */
const ANSWERS = 'idempotency_keys.accountId';

// As many as most customers have.
const AT_ONCE = 20;

/** Vehicles and appointments: these at once, more of them after the commit. */
async function eraseSome(call: SignedInWriteCall, tx: Queries, id: number): Promise<void> {
  const cars = await newestVehicles(tx, id, AT_ONCE + 1);
  for (const car of cars.slice(0, AT_ONCE)) await eraseVehicle(call, tx, car);
  if (cars.length > AT_ONCE) await later(call, tx, 'erase vehicles', id);
  const booked = await latestAppointments(tx, id, AT_ONCE + 1);
  for (const appointment of booked.slice(0, AT_ONCE)) await eraseAppointment(call, tx, appointment);
  if (booked.length > AT_ONCE) await later(call, tx, 'erase appointments', id);
}

function later({ shop }: SignedInWriteCall, tx: Queries, chore: ErasureChore, id: number): Promise<void> {
  return shop.reindexing.doLater(tx, chore, id);
}
