import type { PersonalData } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { isStaff } from '../../core/caller.ts';
import { AppError } from '../../core/errors.ts';
import * as appointments from '../appointments/service.ts';
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
    const page = await pageOf({ limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Everything that is stored about a customer, as the API shows it to the caller. */
export async function exportCustomer(call: SignedInCall, id: number): Promise<PersonalData> {
  const customer = await customers.get(call, id);
  if (call.caller.role === 'mechanic') throw new AppError('ROLE_REQUIRED', { role: 'admin' });
  const own = isStaff(call.caller) ? { customerId: id } : {};
  const theirTickets = await all((page) =>
    isStaff(call.caller) ? tickets.list(call, { ...page, ...own }) : tickets.mine(call, page),
  );
  const [inUse, retired] = [true, false].map((active) =>
    all((page) => vehicles.list(call, { ...page, ...own, active })),
  );
  const perTicket = theirTickets.map(async ({ id: ticketId }) => ({
    messages: await all((page) => messages.list(call, { ...page, ticketId })),
    estimates: await all((page) => estimates.list(call, { ...page, ticketId })),
    approvals: await all((page) => tickets.approvals(call, { ...page, id: ticketId })),
    payments: await all((page) => payments.list(call, { ...page, ticketId })),
    inspections: await all((page) => inspections.list(call, { ...page, ticketId })),
    history: await all((page) => tickets.history(call, { ...page, id: ticketId })),
  }));
  const work = await Promise.all(perTicket);
  const data = {
    customer,
    vehicles: [...((await inUse) ?? []), ...((await retired) ?? [])],
    tickets: theirTickets,
    history: work.flatMap(({ history }) => history),
    messages: work.flatMap((each) => each.messages),
    estimates: work.flatMap((each) => each.estimates),
    approvals: work.flatMap(({ approvals }) => approvals),
    inspections: work.flatMap((each) => each.inspections),
    appointments: await all((page) => appointments.list(call, { ...page, ...own })),
    deferred: [
      ...(await all((page) => deferred.list(call, { ...page, ...own, open: true }))),
      ...(await all((page) => deferred.list(call, { ...page, ...own, open: false }))),
    ],
    invoices: await all((page) => invoices.list(call, { ...page, ...own })),
    payments: work.flatMap((each) => each.payments),
  };
  return { data };
}
