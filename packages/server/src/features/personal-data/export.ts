import { setImmediate } from 'node:timers/promises';
import type { PersonalData, VehicleReading } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError } from '../../core/errors.ts';
import * as appointments from '../appointments/service.ts';
import * as auth from '../auth/service.ts';
import * as customers from '../customers/service.ts';
import * as deferred from '../deferred/service.ts';
import * as estimates from '../estimates/service.ts';
import * as inspections from '../inspections/service.ts';
import * as invoices from '../invoices/service.ts';
import * as messages from '../messages/service.ts';
import * as payments from '../payments/service.ts';
import * as tickets from '../tickets/service.ts';
import * as vehicles from '../vehicles/service.ts';

interface Pages<T> {
  items: T[];
  nextCursor: string | null;
}
type Asked = { limit: number; cursor?: string | undefined };

const LARGEST_PAGE = 100;

async function all<T>(pageOf: (asked: Asked) => Promise<Pages<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    // Other calls have their turn: SQLite answers within the turn that asks.
    if (cursor !== undefined) await setImmediate();
    const page = await pageOf({ limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) items.push(item);
    cursor = page.nextCursor;
  }
  return items;
}

/** What is found of a row; nothing if it went while others were read. */
async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.reason === 'NOT_FOUND') return undefined;
    throw error;
  }
}

type Work = Pick<PersonalData['data'], 'history' | 'messages' | 'estimates' | 'approvals' | 'inspections' | 'payments'>;

async function workOnOne(call: SignedInCall, id: number): Promise<Work> {
  return {
    history: await all((page) => tickets.history(call, { ...page, id })),
    messages: await all((page) => messages.list(call, { ...page, ticketId: id })),
    estimates: await all((page) => estimates.list(call, { ...page, ticketId: id })),
    approvals: await all((page) => tickets.approvals(call, { ...page, id })),
    inspections: await all((page) => inspections.list(call, { ...page, ticketId: id })),
    payments: await all((page) => payments.list(call, { ...page, ticketId: id })),
  };
}

/** What belongs to the tickets, one ticket in each turn: a fleet has thousands. */
async function workOn(call: SignedInCall, theirTickets: readonly { id: number }[]): Promise<Work> {
  const work: Work = { history: [], messages: [], estimates: [], approvals: [], inspections: [], payments: [] };
  for (const { id } of theirTickets) {
    await setImmediate();
    const found = await unlessGone(workOnOne(call, id));
    if (!found) continue;
    work.history.push(...found.history);
    work.messages.push(...found.messages);
    work.estimates.push(...found.estimates);
    work.approvals.push(...found.approvals);
    work.inspections.push(...found.inspections);
    work.payments.push(...found.payments);
  }
  return work;
}

/** The odometer readings of vehicles, one vehicle in each turn. */
async function readingsOf(call: SignedInCall, theirVehicles: readonly { id: number }[]): Promise<VehicleReading[]> {
  const readings: VehicleReading[] = [];
  for (const { id } of theirVehicles) {
    await setImmediate();
    const found = await unlessGone(all((page) => vehicles.mileage(call, { ...page, id })));
    for (const reading of found ?? []) readings.push({ ...reading, vehicleId: id });
  }
  return readings;
}

/** Everything that is stored about a customer, as the API shows it to the caller. */
export async function exportCustomer(call: SignedInCall, id: number): Promise<PersonalData> {
  const customer = await customers.get(call, id);
  if (call.caller.role === 'mechanic') throw new AppError('ROLE_REQUIRED', { role: 'admin' });
  const own = isStaff(call.caller) ? { customerId: id } : {};
  const theirTickets = await all((page) =>
    isStaff(call.caller) ? tickets.list(call, { ...page, ...own }) : tickets.mine(call, page),
  );
  const inUse = await all((page) => vehicles.list(call, { ...page, ...own, active: true }));
  const retired = await all((page) => vehicles.list(call, { ...page, ...own, active: false }));
  const theirVehicles = [...inUse, ...retired];
  const mileage = await readingsOf(call, theirVehicles);
  const work = await workOn(call, theirTickets);
  const data = {
    customer,
    vehicles: theirVehicles,
    mileage,
    tickets: theirTickets,
    ...work,
    appointments: await all((page) => appointments.list(call, { ...page, ...own })),
    deferred: [
      ...(await all((page) => deferred.list(call, { ...page, ...own, open: true }))),
      ...(await all((page) => deferred.list(call, { ...page, ...own, open: false }))),
    ],
    invoices: await all((page) => invoices.list(call, { ...page, ...own })),
    // Sessions are shown only to the account that they belong to.
    sessions: call.caller.accountId === id ? (await auth.listSessions(call)).items : [],
  };
  return { data };
}
