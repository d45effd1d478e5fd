import { TicketStatus } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand, addGroup } from './command.ts';
import { choice, clearable, id, ifVersion, integer, repeatable, required, several, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { changeColumns, ticketCard, ticketColumns } from './ticket-card.ts';

const ticket = { id: required(id('<id>', 'the ticket')) };
const ticketPart = { ...ticket, partId: required(id('<part>', 'the part')) };
const mechanics = several(id('<mechanics...>', 'the mechanics'));
const status = repeatable(
  choice('--status <status>', 'only those in this status; repeat it for several', TicketStatus.options),
);
const customerId = id('--customer <id>', 'whose it is; staff must say');
const vehicleId = id('--vehicle <id>', "one of the customer's vehicles");
const description = text('--description <text>', 'what is to be done');
const serviceDate = text('--service-date <date>', 'when the vehicle comes in, like 2026-11-20');

/** `shop tickets`: from opening one to closing it. */
export function addTickets(program: Command, io: Io): void {
  const group = addGroup(program, 'tickets', 'service tickets');
  addList(group, io, {
    name: 'list',
    about: 'list all tickets, newest first',
    options: {
      status,
      customerId: id('--customer <id>', 'only those of a customer'),
      mechanicId: id('--mechanic <id>', 'only those a mechanic is on'),
      vehicleId: id('--vehicle <id>', 'only those of a vehicle'),
      search: text('--search <words>', "words that begin words of description, customer's name or plate"),
    },
    call: ({ shop }, input) => shop.tickets.list.query(input),
    columns: ticketColumns,
  });
  addList(group, io, {
    name: 'mine',
    about: 'list your own tickets, newest first: those you opened, or are on as a mechanic',
    options: { status },
    call: ({ shop }, input) => shop.tickets.mine.query(input),
    columns: ticketColumns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show a ticket',
    args: ticket,
    call: ({ shop }, input) => shop.tickets.get.query(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'open',
    about: 'open a ticket',
    options: { description: required(description), customerId, vehicleId, serviceDate },
    call: ({ shop }, input) => shop.tickets.create.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'change a ticket',
    args: ticket,
    options: {
      description,
      vehicleId: clearable(vehicleId),
      serviceDate: clearable(serviceDate),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.update.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'assign',
    about: 'put mechanics on a ticket',
    args: { ...ticket, addIds: mechanics },
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.editMechanics.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'unassign',
    about: 'take mechanics off a ticket',
    args: { ...ticket, removeIds: mechanics },
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.editMechanics.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'add-part',
    about: 'reserve a part for a ticket',
    args: ticketPart,
    options: { quantity: integer('--quantity <n>', 'how many; 1 unless told') },
    call: ({ shop }, input) => shop.tickets.addPart.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'remove-part',
    about: 'take a part off a ticket',
    args: ticketPart,
    options: { quantity: integer('--quantity <n>', 'how many; all unless told') },
    call: ({ shop }, input) => shop.tickets.removePart.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'status',
    about: 'move a ticket on',
    args: { ...ticket, status: required(choice('<status>', 'where to', TicketStatus.options)) },
    options: { note: text('--note <text>', 'for the history; needed to reopen'), version: ifVersion },
    call: ({ shop }, input) => shop.tickets.setStatus.mutate(input),
    show: ticketCard,
  });
  addList(group, io, {
    name: 'history',
    about: 'list how a ticket moved, newest first',
    args: ticket,
    call: ({ shop }, input) => shop.tickets.history.query(input),
    columns: changeColumns,
  });
}
