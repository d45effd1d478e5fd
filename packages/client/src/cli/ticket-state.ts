import { HoldReason, type StatusOutcome, TicketStatus } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand, itemsOf } from './command.ts';
import { choice, id, idOrName, ifVersion, required, several, text } from './fields.ts';
import type { Io } from './io.ts';
import { discountOrNone } from './prices.ts';
import { findCustomer, findVehicle } from './references.ts';
import { ID, KEY, table } from './table.ts';
import { ticketCard } from './ticket-card.ts';
import { ticket } from './ticket-fields.ts';

/** What applies to a whole ticket: its status, hold, discount and customer. */
export function addTicketState(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'status',
    about: 'set the status of a ticket',
    args: { ...ticket, status: required(choice('<status>', 'the new status', TicketStatus.options)) },
    options: { note: text('--note <text>', 'stored in the history; required to reopen'), version: ifVersion },
    call: ({ shop }, input) => shop.tickets.setStatus.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'status-of-many',
    about: 'set the status of several tickets, each on its own',
    args: {
      status: required(choice('<status>', 'the new status', TicketStatus.options)),
      ids: several(id('<tickets...>', 'the tickets')),
    },
    options: { note: text('--note <text>', 'stored in the history of each; required to reopen') },
    call: ({ shop }, input) => shop.tickets.setStatusOfMany.mutate(input),
    rows: itemsOf,
    show: ({ items }, view) =>
      table<StatusOutcome>(
        [
          { title: 'TICKET', cell: (each) => each.id, keep: ID },
          { title: 'RESULT', cell: ({ ok, reason }) => (ok ? 'changed' : reason), keep: KEY },
        ],
        items,
        view,
      ),
  });
  addCommand(group, io, {
    name: 'hold',
    about: 'put a ticket on hold',
    args: { ...ticket, reason: required(choice('<reason>', 'what it waits for', HoldReason.options)) },
    options: { note: text('--note <text>', 'for staff only'), version: ifVersion },
    call: ({ shop }, { reason, note, ...input }) => shop.tickets.setHold.mutate({ ...input, hold: { reason, note } }),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'unhold',
    about: 'lift the hold of a ticket',
    args: ticket,
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.setHold.mutate({ ...input, hold: null }),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'discount',
    about: 'give a discount on the whole ticket, or none',
    args: { ...ticket, discount: required(discountOrNone('<discount>', '10%, 25.00 or none')) },
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.update.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'set-customer',
    about: 'give a ticket to another customer',
    args: { ...ticket, customerId: required(idOrName('<customer>', 'the customer: id or name', findCustomer)) },
    options: {
      vehicleId: idOrName('--vehicle <id>', 'one of their vehicles, by id, plate or VIN; default none', findVehicle),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.setCustomer.mutate(input),
    show: ticketCard,
  });
}
