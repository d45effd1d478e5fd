import type { StatusChange, Ticket, TicketPart } from '@mechanic-shop/shared';
import { type Entry, card } from './card.ts';
import { showInstant } from './moment.ts';
import { showMoney } from './money.ts';
import { fullName } from './people.ts';
import { type Column, ID, KEY, table } from './table.ts';
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
  { title: 'PARTS', cell: (ticket) => showMoney(ticket.partsTotalCents), amount: true },
  { title: 'DESCRIPTION', cell: (ticket) => ticket.description, keep: 3 },
];

export const changeColumns: Column<StatusChange>[] = [
  { title: 'AT', cell: (change) => showInstant(change.at), keep: KEY },
  { title: 'FROM', cell: (change) => change.from, keep: 1 },
  { title: 'TO', cell: (change) => change.to, keep: KEY, paint: (view, row, text) => paintStatus(view, row.to, text) },
  { title: 'BY', cell: ({ by }) => by && fullName(by), keep: KEY },
  { title: 'NOTE', cell: (change) => change.note },
];

const lineColumns: Column<TicketPart>[] = [
  { title: 'PART', cell: (line) => line.partId, keep: ID },
  { title: 'NAME', cell: (line) => line.name, keep: KEY },
  { title: 'SKU', cell: (line) => line.sku, keep: KEY },
  { title: 'QUANTITY', cell: (line) => line.quantity, keep: 2 },
  { title: 'EACH', cell: (line) => showMoney(line.unitPriceCents), amount: true },
  { title: 'TOTAL', cell: (line) => showMoney(line.totalCents), amount: true, keep: 1 },
];

const numbered = (id: number, name: string): string => `${name} (${id})`;

/** A ticket's card: customer, work, mechanics, lines, total, and the next statuses. */
export function ticketCard(ticket: Ticket, view: View): string[] {
  const { customer, vehicle, mechanics, parts, allowedStatuses } = ticket;
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
    ['parts total', showMoney(ticket.partsTotalCents)],
    ['next', allowedStatuses.join(', ') || null],
  ];
  const lines = parts.length > 0 ? ['', ...table(lineColumns, parts, view)] : [];
  return [...card(`Ticket ${ticket.id}`, entries, view), ...lines];
}
