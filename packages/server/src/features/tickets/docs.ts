import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { CUSTOMER, demoIds } from '../accounts/demo-people.ts';
import { part } from '../inventory/docs.ts';
import { mechanic } from '../mechanics/docs.ts';
import { vehicle } from '../vehicles/docs.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 133;

const personOf = ({ id, firstName, lastName }: shared.Person): shared.Person => ({ id, firstName, lastName });
const helper: shared.Mechanic = {
  id: demoIds.helper,
  firstName: 'Aisling',
  lastName: 'Doyle',
  specialty: 'Brakes and suspension',
};
const ticket: shared.Ticket = {
  id: 132,
  customer: personOf({ id: demoIds.customer, ...CUSTOMER }),
  vehicle,
  description: 'Scratch along the right doors from a shopping trolley: what would it cost?',
  status: 'open',
  serviceDate: '2026-11-22',
  mechanics: [{ id: 6, firstName: 'Ruairí', lastName: 'Ó Dálaigh', specialty: 'Bodywork and exhausts' }],
  parts: [],
  partsTotalCents: 0,
  allowedStatuses: ['in_progress', 'cancelled'],
  version: 2,
  createdAt: '2026-11-19T12:18:00.000Z',
  updatedAt: '2026-11-19T12:30:00.000Z',
  completedAt: null,
};
function withOil(quantity: number): Pick<shared.Ticket, 'parts' | 'partsTotalCents'> {
  return {
    parts: [
      {
        id: 232,
        partId: part.id,
        sku: 'OIL-0W20-1',
        name: 'Engine oil 0W-20, 1 l',
        quantity,
        unitPriceCents: 1450,
        totalCents: quantity * 1450,
      },
    ],
    partsTotalCents: quantity * 1450,
  };
}

/** Service tickets. */
export const ticketsDocs: FeatureDocs<'tickets'> = {
  tag: 'Work on a car, with its mechanics and parts.',
  resources: { ticket: true },
  procedures: {
    create: {
      summary: 'Open a ticket',
      description:
        'Staff name the customer; customers leave `customerId` out. The vehicle must belong to that customer.',
      reasons: ['NOT_FOUND'],
      example: {
        customerId: demoIds.customer,
        vehicleId: vehicle.id,
        description: 'Squeals when braking gently, front left.',
        serviceDate: '2026-12-01',
      },
      answer: {
        ...ticket,
        id: MADE,
        description: 'Squeals when braking gently, front left.',
        serviceDate: '2026-12-01',
        mechanics: [],
        version: 1,
        createdAt: EXAMPLE_NOW,
        updatedAt: EXAMPLE_NOW,
      },
    },
    list: {
      summary: 'List all tickets',
      description:
        "Mechanics only. Newest first, or by service date; `search` searches description, customer's name and plate. " +
        'Tickets beyond the newest 20 follow changes of these in the background.',
      reasons: [],
      example: { ...examplePage, status: 'open', search: 'byrne' },
      answer: { items: [ticket], nextCursor: null },
      members: {
        orderBy:
          '`newest` first, or by `serviceDate`, which requires `serviceFrom` or `serviceTo` and excludes `search`.',
      },
    },
    mine: {
      summary: "List the caller's tickets",
      description: "A customer's own, or those assigned to a mechanic. Newest first.",
      reasons: [],
      example: { ...examplePage, status: 'open' },
      answer: { items: [ticket], nextCursor: null },
      underAlias: {
        customers: { answer: { items: [{ ...ticket, allowedStatuses: ['cancelled'] }], nextCursor: null } },
      },
    },
    get: {
      summary: 'Read a ticket',
      description: 'Customers see only their own.',
      reasons: ['NOT_FOUND'],
      example: { id: ticket.id },
      answer: ticket,
    },
    history: {
      summary: "List a ticket's status changes",
      description: 'Customers see only their own. Newest first.',
      reasons: ['NOT_FOUND'],
      example: { ...examplePage, id: ticket.id },
      answer: {
        items: [
          { id: 371, from: 'open', to: 'in_progress', by: personOf(mechanic), note: 'On the lift.', at: EXAMPLE_NOW },
        ],
        nextCursor: null,
      },
    },
    update: {
      summary: 'Change a ticket',
      description:
        'While it is open or in progress; customers only the description of their own open ticket. Absent fields stay ' +
        'unchanged; `null` clears one.',
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED', 'VERSION_MISMATCH', 'TICKET_CLOSED'],
      example: { id: ticket.id, serviceDate: '2026-12-02' },
      answer: { ...ticket, serviceDate: '2026-12-02', version: 3, updatedAt: EXAMPLE_NOW },
    },
    editMechanics: {
      summary: 'Assign and unassign mechanics',
      description: 'Mechanics only. All or nothing; adding an assigned mechanic changes nothing.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED', 'UNKNOWN_MECHANICS'],
      example: { id: ticket.id, addIds: [demoIds.helper] },
      answer: { ...ticket, mechanics: [helper, ...ticket.mechanics], version: 4, updatedAt: EXAMPLE_NOW },
    },
    addPart: {
      summary: 'Add a part to a ticket',
      description:
        "Mechanics only. Adds `quantity` (default 1) to the part's line and reserves it; never more than is available.",
      reasons: ['NOT_FOUND', 'TICKET_CLOSED', 'INSUFFICIENT_STOCK'],
      example: { id: ticket.id, partId: part.id, quantity: 2 },
      answer: { ...ticket, ...withOil(2), version: 5, updatedAt: EXAMPLE_NOW },
    },
    removePart: {
      summary: 'Remove a part from a ticket',
      description: 'Mechanics only. Removes `quantity`, or all by default, and releases it.',
      reasons: ['NOT_FOUND', 'TICKET_CLOSED'],
      example: { id: ticket.id, partId: part.id, quantity: 1 },
      answer: { ...ticket, ...withOil(1), version: 6, updatedAt: EXAMPLE_NOW },
      members: { quantity: 'How many to remove; default all of the line.' },
    },
    setStatus: {
      summary: 'Change the status of a ticket',
      description:
        'Completing consumes its parts, cancelling releases them, reopening restores them. Customers may cancel their ' +
        'own open tickets; only admins reopen, with a note.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'ROLE_REQUIRED', 'ILLEGAL_TRANSITION', 'INSUFFICIENT_STOCK'],
      example: { id: ticket.id, status: 'in_progress', note: 'On the lift.' },
      answer: {
        ...ticket,
        ...withOil(1),
        status: 'in_progress',
        allowedStatuses: ['open', 'completed', 'cancelled'],
        version: 7,
        updatedAt: EXAMPLE_NOW,
      },
    },
    delete: {
      summary: 'Delete a ticket that never had parts',
      description: 'Admins only.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The ticket is deleted.' },
    },
  },
  members: {
    id: 'The ticket.',
    description: 'What is to be done.',
    vehicleId: 'The vehicle, which must belong to the customer.',
    serviceDate: 'The day of the work, 1900-01-01 to 2199-12-31.',
    customerId: 'The customer: required for staff, absent for customers, who own their tickets.',
    status: 'The status.',
    mechanicId: 'Only tickets of this mechanic.',
    serviceFrom: 'The first service date, 1900-01-01 to 2199-12-31; tickets without one are left out.',
    serviceTo: 'The last service date, 1900-01-01 to 2199-12-31; tickets without one are left out.',
    addIds: 'Mechanics to assign.',
    removeIds: 'Mechanics to unassign.',
    partId: 'The part.',
    quantity: 'How many to add.',
    note: 'For staff, stored in the history; required to reopen a ticket.',
  },
  models: {
    Person: model(shared.Person, 'A person by name.', {
      id: 'The id.',
      firstName: 'The first name.',
      lastName: 'The last name.',
    }),
    StatusChange: model(shared.StatusChange, "One step of a ticket's history.", {
      id: 'The id.',
      from: 'The status before; null when the ticket was opened.',
      to: 'The status after.',
      by: 'The account; null if it is gone.',
      note: 'For staff only, else null.',
      at: 'When.',
    }),
    Ticket: model(shared.Ticket, 'A service ticket with its customer, vehicle, mechanics and lines.', {
      id: 'The id.',
      customer: 'The owner.',
      vehicle: 'The vehicle, if there is one.',
      description: 'What is to be done.',
      status: 'The status.',
      serviceDate: 'The day of the work, `YYYY-MM-DD`.',
      mechanics: 'The assigned mechanics.',
      parts: 'The lines.',
      partsTotalCents: 'The sum of the lines, in integer cents.',
      allowedStatuses: 'The statuses that this caller may set now.',
      version: 'Incremented with every change, of lines, mechanics and status too.',
      createdAt: 'When it was created.',
      updatedAt: 'When it was last changed.',
      completedAt: 'When it was completed; null if it was not.',
    }),
    TicketPart: model(
      shared.TicketPart,
      'A line of a ticket; name, sku and price are fixed when the part is first added.',
      {
        id: 'The id of the line.',
        partId: 'The part.',
        sku: "The part's sku at that time.",
        name: "The part's name at that time.",
        quantity: 'How many.',
        unitPriceCents: 'The unit price at that time, in integer cents.',
        totalCents: '`quantity` times `unitPriceCents`.',
      },
    ),
    TicketStatus: model(shared.TicketStatus, 'The status of a ticket. An open list.'),
  },
};
