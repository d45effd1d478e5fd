import { TicketOrder, TicketStatus } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { addCommand, addGroup } from './command.ts';
import type { Shop } from './connect.ts';
import { addDelete } from './delete.ts';
import { Failure, status as exit } from './failure.ts';
import {
  choice,
  clearable,
  day,
  flag,
  idOrName,
  ifVersion,
  integer,
  repeatable,
  required,
  several,
  text,
  yesNo,
} from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { fullName } from './people.ts';
import { findCustomer, findMechanic, findVehicle } from './references.ts';
import { cleanLine, cut } from './text.ts';
import { addTicketApprovals } from './ticket-approvals.ts';
import { changeColumns, ticketCard, ticketColumns } from './ticket-card.ts';
import { ticket } from './ticket-fields.ts';
import { addTicketJobs } from './ticket-jobs.ts';
import { addTicketExtras, addTicketLabor } from './ticket-labor.ts';
import { addTicketParts } from './ticket-parts.ts';
import { addTicketState } from './ticket-state.ts';

const mechanics = several(idOrName('<mechanics...>', 'the mechanics: ids or names', findMechanic));
const status = repeatable(
  choice('--status <status>', 'only tickets with this status; repeat for several', TicketStatus.options),
);
const customerId = idOrName('--customer <id>', 'the customer, by id or name (staff)', findCustomer);
const vehicleId = idOrName('--vehicle <id>', "one of the customer's vehicles, by id, plate or VIN", findVehicle);
const description = text('--description <text>', 'the work to do');
const serviceDate = day(
  '--service-date <date>',
  'when the vehicle comes in: today, tomorrow or a date like 2026-11-20',
);

interface Days {
  day?: string;
  search?: string;
  serviceFrom?: string;
  serviceTo?: string;
  orderBy?: TicketOrder;
}

/** The filters for `--day`: one service date, sorted by it. Search results are sorted newest first. */
function ofDay<T extends Days>({ day, ...input }: T) {
  if (day === undefined) return input;
  if ((input.serviceFrom ?? input.serviceTo) !== undefined) {
    throw new Failure(exit.usage, 'Use either --day, or --service-from and --service-to.');
  }
  const orderBy = input.orderBy ?? (input.search === undefined ? 'serviceDate' : 'newest');
  return { ...input, serviceFrom: day, serviceTo: day, orderBy };
}

/** The vehicle's customer, if staff name only the vehicle. Customers open tickets for themselves. */
async function ownerOf(shop: Shop, { customerId, vehicleId }: { customerId?: number; vehicleId?: number }) {
  if (customerId !== undefined || vehicleId === undefined) return {};
  const [me, vehicle] = await Promise.all([shop.auth.me.query({}), shop.vehicles.get.query({ id: vehicleId })]);
  return me.role === 'customer' ? {} : { customerId: vehicle.customerId };
}

/** `shop tickets`: service tickets. */
export function addTickets(program: Command, io: Io): void {
  const group = addGroup(program, 'tickets', 'service tickets');
  addList(group, io, {
    name: 'list',
    about: 'list all tickets, newest first',
    options: {
      status,
      customerId: idOrName('--customer <id>', 'only those of a customer, by id or name', findCustomer),
      mechanicId: idOrName('--mechanic <id>', 'only those a mechanic is on, by id or name', findMechanic),
      vehicleId: idOrName('--vehicle <id>', 'only those of a vehicle, by id, plate or VIN', findVehicle),
      search: text('--search <words>', "words that begin words of description, customer's name or plate"),
      day: day(
        '--day <date>',
        'only that service date, by date and id: yesterday, today, tomorrow or a date like 2026-11-20',
      ),
      serviceFrom: day('--service-from <date>', 'only service dates from this day on'),
      serviceTo: day('--service-to <date>', 'only service dates up to this day'),
      onHold: yesNo('--on-hold', 'only tickets on hold'),
      invoiced: yesNo('--invoiced', 'only tickets with an invoice'),
      orderBy: choice(
        '--order-by <order>',
        'sort order; serviceDate needs one of the date options',
        TicketOrder.options,
      ),
    },
    call: ({ shop }, input) => shop.tickets.list.query(ofDay(input)),
    columns: ticketColumns,
  });
  addList(group, io, {
    name: 'mine',
    about: 'list your tickets, newest first: your own, or those assigned to you',
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
    options: {
      description: required(description),
      customerId: { ...customerId, about: 'the customer, by id or name; staff may give --vehicle instead' },
      vehicleId,
      serviceDate,
    },
    call: async ({ shop }, input) => shop.tickets.create.mutate({ ...input, ...(await ownerOf(shop, input)) }),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'update a ticket',
    args: ticket,
    options: {
      description,
      vehicleId: clearable(vehicleId),
      serviceDate: clearable(serviceDate),
      mileageIn: clearable(integer('--mileage-in <n>', 'the odometer when the vehicle came')),
      mileageOut: clearable(integer('--mileage-out <n>', 'the odometer when the vehicle left')),
      lowerMileage: flag('--lower-mileage', 'accept a mileage below the last one'),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.tickets.update.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'assign',
    about: 'assign mechanics to a ticket',
    args: { ...ticket, addIds: mechanics },
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.editMechanics.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'unassign',
    about: 'unassign mechanics from a ticket',
    args: { ...ticket, removeIds: mechanics },
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.tickets.editMechanics.mutate(input),
    show: ticketCard,
  });
  addTicketJobs(group, io);
  addTicketApprovals(group, io);
  addTicketLabor(group, io);
  addTicketParts(group, io);
  addTicketExtras(group, io);
  addTicketState(group, io);
  addList(group, io, {
    name: 'history',
    about: 'list the status changes of a ticket, newest first',
    args: ticket,
    call: ({ shop }, input) => shop.tickets.history.query(input),
    columns: changeColumns,
  });
  addDelete(group, io, {
    about: 'delete a ticket that never had parts, invoices or payments (admins); cancel other tickets instead',
    what: 'the ticket',
    describe: async ({ shop }, id) => {
      const { customer, description } = await shop.tickets.get.query({ id });
      return `ticket ${id} of ${fullName(customer)}, "${cut(cleanLine(description), 60)}", with its history`;
    },
    inUse: (id, program) =>
      `Ticket ${id} has had parts or money: cancel it with \`${program} tickets status ${id} cancelled\`.`,
    call: ({ shop }, input) => shop.tickets.delete.mutate(input),
  });
}
