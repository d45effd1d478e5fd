import { type Case, NOWHERE, deleted, first, testCommands, thatTicket } from '../testing/command-cases.ts';
import { type Fixtures, createFixtures } from '../testing/fixtures.ts';

const thatPart: Case<Fixtures>['json'] = (shop, { part }) => shop.inventory.get.query({ id: part.id });
const thatCar: Case<Fixtures>['json'] = (shop, { car }) => shop.vehicles.get.query({ id: car.id });
const ticketCard = ['Ada Lovelace', '2020 Ford Focus AB-123', 'Bulb', '3.80'];

const cases: Case<Fixtures>[] = [
  {
    name: 'parts list',
    line: () => ['--search', 'brake', '--in-stock', '--limit', 3],
    who: 'anonymous',
    shows: ['AVAILABLE', 'Brake pads', '120.25'],
    json: (shop) => shop.inventory.list.query({ search: 'brake', inStock: true, limit: 3 }),
    refused: [() => ['--search', 'brake', '--order-by', 'name'], 2, /--order-by: /],
  },
  {
    name: 'parts show',
    line: ({ part }) => [part.id],
    who: 'anonymous',
    shows: ['Brake pads', '120.25'],
    json: thatPart,
    refused: [() => [NOWHERE], 4, /part/],
  },
  {
    name: 'parts add',
    line: () => ['--name', 'Oil filter', '--price', '8.90', '--quantity', 20],
    shows: ['Oil filter', '8.90', '20'],
    json: async (shop) => first(await shop.inventory.list.query({ limit: 1 })),
    refused: [() => ['--name', '', '--price', '8.90'], 2, /--name: /],
  },
  {
    name: 'parts update',
    line: ({ part }) => [part.id, '--price', '99', '--if-version', 1],
    shows: ['99.00'],
    json: thatPart,
    refused: [({ part }) => [part.id, '--price', '99', '--if-version', 9], 5, /--if-version 1/],
  },
  {
    name: 'parts adjust',
    line: ({ part }) => [part.id, -3, '--note', 'counted'],
    shows: ['quantity', '7'],
    json: thatPart,
    refused: [({ part }) => [part.id, -30], 5, /10/],
  },
  {
    name: 'parts delete',
    line: ({ part }) => [part.id],
    shows: ['deleted'],
    json: deleted,
    refused: [({ spare }) => [spare.id], 5, /tickets/i],
  },
  {
    name: 'parts history',
    line: ({ spare }) => [spare.id],
    shows: ['receive', 'reserve'],
    json: (shop, { spare }) => shop.inventory.movements.query({ partId: spare.id }),
    refused: [() => [NOWHERE], 4, /part/],
  },

  {
    name: 'tickets list',
    line: ({ customer }) => ['--status', 'open', '--customer', customer.id],
    shows: ['DESCRIPTION', 'It squeals when braking', '3.80'],
    json: (shop, { customer }) => shop.tickets.list.query({ status: 'open', customerId: customer.id }),
    refused: [() => ['--limit', 1000], 2, /--limit: /],
  },
  {
    name: 'tickets mine',
    line: () => [],
    who: 'customer',
    shows: ['It squeals when braking'],
    json: (shop) => shop.tickets.mine.query(),
    refused: [() => ['--limit', 1000], 2, /--limit: /],
  },
  {
    name: 'tickets show',
    line: ({ ticket }) => [ticket.id],
    who: 'customer',
    shows: ticketCard,
    json: thatTicket,
    refused: [() => [NOWHERE], 4, /ticket/],
  },
  {
    name: 'tickets open',
    line: ({ car }) => ['--description', 'New tyres', '--vehicle', car.id],
    who: 'customer',
    shows: ['New tyres', 'open'],
    json: async (shop) => first(await shop.tickets.mine.query({ limit: 1 })),
    refused: [() => ['--description', 'x', '--vehicle', NOWHERE], 4, /vehicle/],
  },
  {
    name: 'tickets update',
    line: ({ ticket }) => [ticket.id, '--service-date', '2026-12-01', '--clear', 'vehicle'],
    shows: ['2026-12-01'],
    json: thatTicket,
    refused: [({ ticket }) => [ticket.id, '--service-date', 'soon'], 2, /--service-date: /],
  },
  {
    name: 'tickets assign',
    line: ({ ticket, mechanic }) => [ticket.id, mechanic.id],
    shows: ['Grace Hopper'],
    json: thatTicket,
    refused: [({ ticket }) => [ticket.id, NOWHERE], 2, /mechanic.*999999/],
  },
  {
    name: 'tickets unassign',
    line: ({ ticket, mechanic }) => [ticket.id, mechanic.id],
    shows: ticketCard,
    json: thatTicket,
    refused: [({ mechanic }) => [NOWHERE, mechanic.id], 4, /ticket/],
  },
  {
    name: 'tickets add-part',
    line: ({ ticket, part }) => [ticket.id, part.id, '--quantity', 2],
    shows: ['Brake pads', '240.50', '244.30'],
    json: thatTicket,
    refused: [({ ticket, part }) => [ticket.id, part.id, '--quantity', 50], 5, /10/],
  },
  {
    name: 'tickets remove-part',
    line: ({ ticket, spare }) => [ticket.id, spare.id, '--quantity', 1],
    shows: ['1.90'],
    json: thatTicket,
    refused: [({ ticket, part }) => [ticket.id, part.id], 4, /part/],
  },
  {
    name: 'tickets status',
    line: ({ ticket }) => [ticket.id, 'in-progress', '--note', 'lift 2'],
    shows: ['in_progress', 'completed, cancelled'],
    json: thatTicket,
    refused: [({ ticket }) => [ticket.id, 'completed'], 5, /in_progress.*cancelled/],
  },
  {
    name: 'tickets history',
    line: ({ ticket }) => [ticket.id],
    who: 'customer',
    shows: ['TO', 'open', 'Ada Lovelace'],
    json: (shop, { ticket }) => shop.tickets.history.query({ id: ticket.id }),
    refused: [() => [NOWHERE], 4, /ticket/],
  },

  {
    name: 'vehicles list',
    line: ({ customer }) => ['--customer', customer.id],
    shows: ['MAKE', 'Ford', 'AB-123'],
    json: (shop, { customer }) => shop.vehicles.list.query({ customerId: customer.id }),
    refused: [() => ['--search', 'x'.repeat(200)], 2, /--search: /],
  },
  {
    name: 'vehicles show',
    line: ({ car }) => [car.id],
    who: 'customer',
    shows: ['2020 Ford Focus AB-123'],
    json: thatCar,
    refused: [() => [NOWHERE], 4, /vehicle/],
  },
  {
    name: 'vehicles add',
    line: () => ['--make', 'VW', '--model', 'Golf', '--year', 2021],
    who: 'customer',
    shows: ['2021 VW Golf'],
    json: async (shop) => first(await shop.vehicles.list.query({ limit: 1 })),
    refused: [() => ['--make', 'VW', '--model', 'Golf', '--year', 1700], 2, /--year: /],
  },
  {
    name: 'vehicles update',
    line: ({ car }) => [car.id, '--license-plate', 'CD-1'],
    who: 'customer',
    shows: ['CD-1'],
    json: thatCar,
    refused: [({ car }) => [car.id, '--vin', 'odd'], 2, /--vin: /],
  },
  {
    name: 'vehicles delete',
    line: ({ secondCar }) => [secondCar.id],
    who: 'customer',
    shows: ['deleted'],
    json: deleted,
    refused: [({ car }) => [car.id], 5, /tickets/i],
  },
];

testCommands(cases, createFixtures);
