import type { Customer, EraseCustomerInput } from '@mechanic-shop/shared';
import { and, eq, inArray, like, or, sql } from 'drizzle-orm';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
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
import { resetCodes, sessions } from '../accounts/table.ts';
import { customerEntity } from '../customers/entity.ts';
import { getCustomer } from '../customers/rows.ts';
import { reindexCustomer } from '../customers/service.ts';
import { customers } from '../customers/table.ts';
import { invites } from '../invites/table.ts';
import { invoices } from '../invoices/table.ts';
import { messages } from '../messages/table.ts';
import { approvals, estimates } from '../tickets/approvals-table.ts';
import { isWorkedOn } from '../tickets/status.ts';
import { tickets } from '../tickets/table.ts';
import { vehicleEntity } from '../vehicles/entity.ts';
import { getWholeVehicle } from '../vehicles/rows.ts';
import { reindexVehicle } from '../vehicles/search.ts';
import { vehicles } from '../vehicles/table.ts';
import { eraseAppointments } from './erase-appointments.ts';
import { type Erased, scrubEvents } from './scrub-events.ts';

const bareVehicle = { vin: null, licensePlate: null, note: null, externalId: null };

/** Erases what is stored about a person. Their tickets stay, and so does what issued invoices print. */
export function eraseCustomer(
  call: SignedInWriteCall,
  { id, version }: Parsed<typeof EraseCustomerInput>,
): Promise<Customer> {
  return call.write(async (tx) => {
    const before = await assertCustomer(tx, id);
    assertVersion(before, version);
    const ticketIds = await closedTickets(tx, id);
    await assertNothingOpen(tx, id);
    const names = { firstName: 'Erased', lastName: `#${id}` };
    const bare = { phone: null, address: null, company: null, note: null, externalId: null };
    await endSessions(tx, call.shop, id);
    await tx.delete(sessions).where(eq(sessions.accountId, id));
    await tx.delete(resetCodes).where(eq(resetCodes.accountId, id));
    await tx.delete(invites).where(eq(invites.customerId, id));
    await updateAccount(tx, id, { ...names, email: null, passwordHash: null });
    await tx
      .update(customers)
      .set({ ...bare, nameKey: sortKeyOf(names.lastName, names.firstName) })
      .where(eq(customers.id, id));
    const vehicleIds = await eraseVehicles(call, tx, id);
    const appointmentIds = await eraseAppointments(call, tx, id);
    await eraseWords(tx, id, ticketIds, names);
    await eraseAnswers(tx, id, vehicleIds, ticketIds);
    await reindexCustomer(tx, id);
    await call.shop.reindexing.dependentsOf(tx, customers, id);
    const erased: Erased = {
      customerId: id,
      vehicleIds,
      ticketIds,
      appointmentIds,
      customer: { ...names, ...bare, email: null },
      vehicle: { ...bareVehicle, vinCheck: null },
    };
    await scrubEvents(tx, erased);
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

async function assertCustomer(tx: Queries, id: number): Promise<Customer> {
  const customer = await getCustomer(tx, id);
  if (!customer) throw notFound('customer');
  return customer;
}

/** The tickets of a customer, none of which may be worked on. */
async function closedTickets(tx: Queries, customerId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: tickets.id, status: tickets.status })
    .from(tickets)
    .where(eq(tickets.customerId, customerId));
  if (rows.some(({ status }) => isWorkedOn(status))) throw new AppError('IN_USE', { by: 'tickets' });
  return rows.map(({ id }) => id);
}

async function assertNothingOpen(tx: Queries, customerId: number): Promise<void> {
  const open = await tx.$count(invoices, and(eq(invoices.customerId, customerId), eq(invoices.status, 'open')));
  if (open > 0) throw new AppError('IN_USE', { by: 'invoices' });
}

async function eraseVehicles(call: SignedInWriteCall, tx: Queries, customerId: number): Promise<number[]> {
  const rows = await tx.select({ id: vehicles.id }).from(vehicles).where(eq(vehicles.customerId, customerId));
  for (const { id } of rows) {
    const before = await getWholeVehicle(tx, id);
    await tx
      .update(vehicles)
      .set({ ...bareVehicle, version: sql`${vehicles.version} + 1` })
      .where(eq(vehicles.id, id));
    const after = await getWholeVehicle(tx, id);
    if (!before || !after) continue;
    await reindexVehicle(tx, after);
    await call.shop.reindexing.dependentsOf(tx, vehicles, id);
    recordChange(call, vehicleEntity, { before: { ...after, version: before.version }, after });
  }
  return rows.map(({ id }) => id);
}

/** Empties what the customer wrote or was sent, and what estimates and approvals say of them. */
async function eraseWords(
  tx: Queries,
  customerId: number,
  ticketIds: number[],
  names: { firstName: string; lastName: string },
): Promise<void> {
  await tx.update(messages).set({ text: '' }).where(eq(messages.customerId, customerId));
  if (ticketIds.length === 0) return;
  const by = `${names.firstName} ${names.lastName}`;
  await tx.update(approvals).set({ by, note: null }).where(inArray(approvals.ticketId, ticketIds));
  const sent = await tx
    .select({ id: estimates.id, snapshot: estimates.snapshot })
    .from(estimates)
    .where(inArray(estimates.ticketId, ticketIds));
  for (const { id, snapshot } of sent) {
    const { customer, vehicle, ...rest } = JSON.parse(snapshot) as { customer: object; vehicle: object | null };
    const erased = {
      ...rest,
      customer: { ...customer, ...names, company: null, address: null, email: null },
      vehicle: vehicle && { ...vehicle, licensePlate: null, vin: null },
    };
    await tx
      .update(estimates)
      .set({ snapshot: JSON.stringify(erased), message: null })
      .where(eq(estimates.id, id));
  }
}

/** Forgets stored answers that show the customer, their vehicles or tickets. */
async function eraseAnswers(tx: Queries, id: number, vehicleIds: number[], ticketIds: number[]): Promise<void> {
  const { accountId, procedure, answer } = idempotencyKeys;
  const begins = (feature: string, ids: readonly number[]) =>
    ids.map((each) => and(like(procedure, `${feature}.%`), like(answer, `{"id":${each},%`)));
  await tx
    .delete(idempotencyKeys)
    .where(
      or(
        eq(accountId, id),
        like(answer, `%"customerId":${id},%`),
        like(answer, `%"customer":{"id":${id},%`),
        ...begins('customers', [id]),
        ...begins('vehicles', vehicleIds),
        ...ticketIds.map((ticketId) => like(answer, `%"ticketId":${ticketId},%`)),
      ),
    );
}
