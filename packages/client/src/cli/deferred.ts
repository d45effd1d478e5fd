import type { DeferredJob } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand, addGroup } from './command.ts';
import { id, idOrName, required, yesNo } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { type PeopleNames, customerNames } from './people-names.ts';
import { findCustomer, findVehicle } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import { ticketCard } from './ticket-card.ts';

function stateOf({ revivedTicketId, dismissed }: DeferredJob): string {
  if (revivedTicketId !== null) return `on ticket ${revivedTicketId}`;
  return dismissed ? 'dismissed' : 'open';
}

const columns = (names: PeopleNames): Column<DeferredJob>[] => [
  { title: 'JOB', cell: (job) => job.jobId, keep: ID },
  { title: 'NAME', cell: (job) => job.name, keep: KEY },
  { title: 'NET', cell: (job) => showMoney(job.netCents), amount: true, keep: 3 },
  { title: 'TICKET', cell: (job) => job.ticketId, keep: 3 },
  { title: 'CUSTOMER', cell: (job) => names.nameOf(job.customerId), keep: 2 },
  { title: 'VEHICLE', cell: (job) => job.vehicleId, keep: 2 },
  { title: 'REASON', cell: (job) => job.reason, keep: 1 },
  { title: 'STATE', cell: stateOf, keep: 2 },
  { title: 'SINCE', cell: (job) => showInstant(job.deferredAt), whole: true },
];

const job = { jobId: required(id('<job>', 'the deferred job')) };

/** `shop deferred`: work that was declined, or that a cancelled ticket left undone. */
export function addDeferred(program: Command, io: Io): void {
  const group = addGroup(program, 'deferred', 'deferred work: jobs that were declined or never done');
  addList(group, io, {
    name: 'list',
    about: 'list deferred work, the last deferred first; customers see their own',
    options: {
      customerId: idOrName('--customer <id>', 'only jobs of this customer, by id or name (staff)', findCustomer),
      vehicleId: idOrName('--vehicle <id>', 'only jobs for this vehicle, by id, plate or VIN', findVehicle),
      open: yesNo('--open', 'jobs that are neither revived nor dismissed, the default'),
    },
    call: ({ shop }, input) => shop.deferred.list.query(input),
    columns: { names: customerNames, personOf: ({ customerId }) => customerId, columns },
  });
  addCommand(group, io, {
    name: 'revive',
    about: "copy a job to an open ticket of the same customer, at today's prices",
    args: { ...job, ticketId: required(id('<ticket>', 'the ticket that gets the job')) },
    call: ({ shop }, input) => shop.deferred.revive.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'dismiss',
    about: 'take a job off the list',
    args: job,
    call: ({ shop }, input) => shop.deferred.dismiss.mutate(input),
    show: ({ message }) => [message],
  });
}
