import type { StatusChange, Ticket } from '@mechanic-shop/shared';
import { type Entry, card } from './card.ts';
import { showInstant, showMinutes } from './moment.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { showQuantity } from './prices.ts';
import { type Column, ID, KEY } from './table.ts';
import { ticketLines } from './ticket-lines.ts';
import { ticketTotals } from './ticket-totals.ts';
import { modelName, vehicleName } from './vehicle-name.ts';
import { type View, paintStatus } from './view.ts';

export const ticketColumns: Column<Ticket>[] = [
  { title: 'ID', cell: (ticket) => ticket.id, keep: ID },
  {
    title: 'STATUS',
    cell: (ticket) => ticket.status,
    keep: 4,
    paint: (view, row, text) => paintStatus(view, row.status, text),
  },
  { title: 'CUSTOMER', cell: (ticket) => fullName(ticket.customer), keep: KEY },
  { title: 'PLATE', cell: ({ vehicle }) => vehicle && vehicle.licensePlate, keep: KEY },
  { title: 'VEHICLE', cell: ({ vehicle }) => vehicle && modelName(vehicle), keep: 1 },
  { title: 'SERVICE', cell: (ticket) => ticket.serviceDate, keep: 2 },
  { title: 'TOTAL', cell: ({ totals }) => showMoney(totals.totalCents), amount: true },
  { title: 'DESCRIPTION', cell: (ticket) => ticket.description, keep: 3 },
];

export const changeColumns: Column<StatusChange>[] = [
  { title: 'AT', cell: (change) => showInstant(change.at), keep: KEY },
  { title: 'FROM', cell: (change) => change.from, keep: 1 },
  { title: 'TO', cell: (change) => change.to, keep: KEY, paint: (view, row, text) => paintStatus(view, row.to, text) },
  { title: 'BY', cell: ({ by }) => by && fullName(by), keep: KEY },
  { title: 'NOTE', cell: (change) => change.note },
];

const numbered = (id: number, name: string): string => `${name} (${id})`;

function holdOf({ hold }: Ticket): string | null {
  return hold && `${hold.reason} since ${showInstant(hold.since)}${hold.note === null ? '' : `: ${hold.note}`}`;
}

function missingOf({ parts }: Ticket): string | null {
  const missing = parts.filter((line) => line.missing > 0);
  return missing.map((line) => `${showQuantity(line.missing, line.unit)} of ${line.name}`).join(', ') || null;
}

function mileageOf({ mileageIn, mileageOut, vehicle }: Ticket): string | null {
  const readings = [mileageIn !== null && `${mileageIn} in`, mileageOut !== null && `${mileageOut} out`];
  const known = readings.filter((each) => each !== false).join(', ');
  return known === '' ? null : `${known}${vehicle ? ` (${vehicle.mileageUnit})` : ''}`;
}

/** Entries that a ticket shows only if it has them. */
function oddities(ticket: Ticket): Entry[] {
  const entries: Entry[] = [
    ['on hold', holdOf(ticket)],
    ['missing', missingOf(ticket)],
    ['mileage', mileageOf(ticket)],
    ['clocked', ticket.clockedMinutes ? showMinutes(ticket.clockedMinutes) : null],
    ['invoice', ticket.invoice && `${ticket.invoice.number} (${ticket.invoice.id}), ${ticket.invoice.status}`],
    ['blocked', ticket.blockers.map(({ to, reason }) => `${to}: ${reason}`).join(', ') || null],
  ];
  return entries.filter(([, value]) => value !== null);
}

/** A ticket's card: customer, work, mechanics and next statuses, then jobs with their lines, then totals and taxes. */
export function ticketCard(ticket: Ticket, view: View): string[] {
  const { customer, vehicle, mechanics, allowedStatuses } = ticket;
  const entries: Entry[] = [
    ['status', ticket.status],
    ['customer', numbered(customer.id, fullName(customer))],
    ['vehicle', vehicle && numbered(vehicle.id, vehicleName(vehicle))],
    ['service date', ticket.serviceDate],
    ['mechanics', mechanics.map((each) => numbered(each.id, fullName(each))).join(', ') || null],
    ['version', ticket.version],
    ['created', showInstant(ticket.createdAt)],
    ['updated', showInstant(ticket.updatedAt)],
    ['completed', showInstant(ticket.completedAt)],
    ['description', ticket.description],
    ...oddities(ticket),
    ['next', allowedStatuses.join(', ') || null],
  ];
  const lines = ticketLines(ticket, view);
  return [...card(`Ticket ${ticket.id}`, entries, view), ...lines, '', ...ticketTotals(ticket, view, ticket)];
}
