import { type Appointment, AppointmentStatus, type Slot } from '@mechanic-shop/shared';
import { type Command, InvalidArgumentError } from 'commander';
import { card } from './card.ts';
import { type Context, addCommand, addGroup, itemsOf } from './command.ts';
import { choice, clearable, day, field, id, idOrName, ifVersion, instant, integer, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { fullName } from './people.ts';
import { findCustomer, findMechanic, findVehicle } from './references.ts';
import { type Column, ID, KEY, table } from './table.ts';
import { ticketCard } from './ticket-card.ts';
import { vehicleName } from './vehicle-name.ts';
import type { View } from './view.ts';

const statusOf = ({ status }: Pick<Appointment, 'status'>): string => status.replace('_', ' ');
const minutesOf = ({ startsAt, endsAt }: Slot): number => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

const columns: Column<Appointment>[] = [
  { title: 'ID', cell: (appointment) => appointment.id, keep: ID },
  { title: 'START', cell: ({ startsAt }) => showInstant(startsAt), whole: true, keep: KEY },
  { title: 'MINUTES', cell: minutesOf, keep: 2 },
  { title: 'STATUS', cell: statusOf, keep: KEY },
  { title: 'CUSTOMER', cell: ({ customer }) => fullName(customer), keep: KEY },
  { title: 'VEHICLE', cell: ({ vehicle }) => vehicle && vehicleName(vehicle), keep: 2 },
  { title: 'BAY', cell: ({ bay }) => bay && bay.name, keep: 3 },
  { title: 'MECHANIC', cell: ({ mechanic }) => mechanic && fullName(mechanic), keep: 1 },
  { title: 'SUBJECT', cell: (appointment) => appointment.subject },
];

const slotColumns: Column<Slot>[] = [
  { title: 'START', cell: ({ startsAt }) => showInstant(startsAt), whole: true, keep: KEY },
  { title: 'END', cell: ({ endsAt }) => showInstant(endsAt), whole: true, keep: KEY },
];

function appointmentCard(appointment: Appointment, view: View): string[] {
  const { customer, vehicle, bay, mechanic } = appointment;
  return card(
    `Appointment ${appointment.id}: ${appointment.subject}`,
    [
      ['status', statusOf(appointment)],
      ['start', showInstant(appointment.startsAt)],
      ['minutes', minutesOf(appointment)],
      ['customer', `${fullName(customer)} (${customer.id})`],
      ['vehicle', vehicle && `${vehicleName(vehicle)} (${vehicle.id})`],
      ['bay', bay && `${bay.name} (${bay.id})`],
      ['mechanic', mechanic && `${fullName(mechanic)} (${mechanic.id})`],
      ['ticket', appointment.ticketId],
      ['note', appointment.note],
      ['version', appointment.version],
      ['created', showInstant(appointment.createdAt)],
    ],
    view,
  );
}

const NO_BAY = 0;

/** A bay by its id, or `none`. */
const bayOrNone = field('--bay <id>', 'the bay, or none; default any that is free', (typed): number => {
  // Commander turns null into an empty text.
  if (typed === 'none') return NO_BAY;
  if (!/^[1-9]\d{0,15}$/.test(typed)) throw new InvalidArgumentError('Type the id of a bay, or none.');
  return Number(typed);
});

function withBay<T extends { bayId?: number }>({ bayId, ...input }: T) {
  return { ...input, ...(bayId !== undefined && { bayId: bayId === NO_BAY ? null : bayId }) };
}

const appointment = { id: required(id('<id>', 'the appointment')) };
const startsAt = instant('--at <time>', 'when it starts, like "2026-11-20 09:30" here');
const minutes = integer('--minutes <n>', 'how long it lasts');
const subject = text('--subject <text>', 'what the customer wants done');
const vehicleId = idOrName('--vehicle <id>', 'the vehicle: id, plate or VIN', findVehicle);
const mechanicId = idOrName('--mechanic <id>', 'the mechanic, by id or name', findMechanic);
const note = text('--note <text>', 'for staff only');

const moves = [
  ['confirm', 'confirm', 'confirm a request'],
  ['arrive', 'arrive', 'record that the customer is there'],
  ['no-show', 'noShow', 'record that the customer did not come'],
  ['finish', 'finish', 'finish an appointment'],
] as const;

function addBooking(group: Command, io: Io): void {
  addCommand(group, io, {
    name: 'request',
    about: 'request an appointment (customers)',
    options: {
      startsAt: required(startsAt),
      minutes: required(minutes),
      subject: required(subject),
      vehicleId,
    },
    call: ({ shop }, input) => shop.appointments.request.mutate(input),
    show: appointmentCard,
  });
  addCommand(group, io, {
    name: 'book',
    about: 'book an appointment (staff)',
    args: { customerId: required(idOrName('<customer>', 'the customer: id or name', findCustomer)) },
    options: {
      startsAt: required(startsAt),
      minutes: required(minutes),
      subject: required(subject),
      vehicleId,
      bayId: bayOrNone,
      mechanicId,
      note,
    },
    call: ({ shop }, input) => shop.appointments.book.mutate(withBay(input)),
    show: appointmentCard,
  });
  addCommand(group, io, {
    name: 'update',
    about: 'move or change an appointment; its length and bay stay unless given',
    args: appointment,
    options: {
      startsAt,
      minutes,
      subject,
      vehicleId: clearable(vehicleId),
      bayId: { ...bayOrNone, about: 'the bay, or none' },
      mechanicId: clearable(mechanicId),
      note: clearable(note),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.appointments.update.mutate(withBay(input)),
    show: appointmentCard,
  });
}

/** `shop appointments`: who comes when. */
export function addAppointments(program: Command, io: Io): void {
  const group = addGroup(program, 'appointments', 'times at which customers come');
  addList(group, io, {
    name: 'list',
    about: 'list appointments by their start; customers see their own',
    options: {
      from: day('--from <date>', 'only those that start from this day on'),
      to: day('--to <date>', 'only those that start up to this day'),
      status: choice('--status <status>', 'only those with this status', AppointmentStatus.options),
      bayId: id('--bay <id>', 'only those in a bay'),
      mechanicId,
      customerId: idOrName('--customer <id>', 'only those of a customer, by id or name (staff)', findCustomer),
    },
    call: ({ shop }, input) => shop.appointments.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'show',
    about: 'show an appointment',
    args: appointment,
    call: ({ shop }, input) => shop.appointments.get.query(input),
    show: appointmentCard,
  });
  addBooking(group, io);
  for (const [name, procedure, about] of moves) {
    addCommand(group, io, {
      name,
      about,
      args: appointment,
      options: { version: ifVersion },
      call: ({ shop }: Context, input) => shop.appointments[procedure].mutate(input),
      show: appointmentCard,
    });
  }
  addCommand(group, io, {
    name: 'cancel',
    about: 'cancel an appointment; customers cancel their own',
    args: appointment,
    options: { note: text('--note <text>', 'replaces the note (staff)'), version: ifVersion },
    call: ({ shop }, input) => shop.appointments.cancel.mutate(input),
    show: appointmentCard,
  });
  addCommand(group, io, {
    name: 'open-ticket',
    about: 'open a ticket for an appointment, whose customer is there then',
    args: appointment,
    options: { version: ifVersion },
    call: ({ shop }, input) => shop.appointments.openTicket.mutate(input),
    show: ticketCard,
  });
  addCommand(group, io, {
    name: 'calendar',
    about: 'print the calendar of 60 days for calendar programs (iCalendar)',
    options: { from: day('--from <date>', 'the first day; default today') },
    call: ({ shop }, input) => shop.appointments.calendar.query(input),
    show: ({ ics }) => ics.trimEnd().split('\r\n'),
  });
}

/** `shop slots`: when an appointment can start. */
export function addSlots(program: Command, io: Io): void {
  addCommand(program, io, {
    name: 'slots',
    about: 'list the times at which an appointment can start',
    options: {
      from: required(day('--from <date>', 'the first day')),
      days: integer('--days <n>', 'how many days, 1 to 31, default 7'),
      minutes: integer('--minutes <n>', 'how long the appointment lasts, 15 to 480, default 60'),
    },
    call: ({ shop }, input) => shop.appointments.slots.query(input),
    rows: itemsOf,
    show: ({ items }, view) => (items.length > 0 ? table(slotColumns, items, view) : ['Nothing is free.']),
  });
}
