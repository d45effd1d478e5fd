import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, model } from '../../core/docs.ts';
import { demoIds } from '../accounts/demo-people.ts';
import { mechanic } from '../mechanics/docs.ts';
import { vehicle } from '../vehicles/docs.ts';
import { approvalDocs, approvalMembers, approvalModels } from './approval-docs.ts';
import { helper, personOf, ticket, withOil } from './example-ticket.ts';
import { workDocs, workMembers, workModels } from './work-docs.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 133;

/** Service tickets. */
export const ticketsDocs: FeatureDocs<'tickets'> = {
  tag: 'Work on a car, with its mechanics and parts.',
  resources: { ticket: true, job: true, labor: true, extra: true, line: true },
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
        'After a name or plate has changed, the newest 20 tickets are found by it at once, older ones after background ' +
        'reindexing.',
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
      summary: 'Update a ticket',
      description:
        'Only while it is open or in progress. Customers can change only the description of their own open tickets. ' +
        'Absent fields stay unchanged; `null` clears one.',
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED', 'VERSION_MISMATCH', 'TICKET_CLOSED'],
      example: { id: ticket.id, serviceDate: '2026-12-02' },
      answer: { ...ticket, serviceDate: '2026-12-02', version: 3, updatedAt: EXAMPLE_NOW },
    },
    editMechanics: {
      summary: 'Assign and unassign mechanics',
      description: 'Mechanics only. All or nothing; assigning a mechanic twice has no effect.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED', 'UNKNOWN_MECHANICS'],
      example: { id: ticket.id, addIds: [demoIds.helper] },
      answer: { ...ticket, mechanics: [helper, ...ticket.mechanics], version: 4, updatedAt: EXAMPLE_NOW },
    },
    setHold: {
      summary: 'Put a ticket on hold',
      description: 'Mechanics only, while it is open or in progress. `hold: null` lifts the hold.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED'],
      example: { id: ticket.id, hold: { reason: 'waiting_customer', note: 'Left a message.' } },
      answer: {
        ...ticket,
        hold: { reason: 'waiting_customer', note: 'Left a message.', since: EXAMPLE_NOW },
        version: 5,
        updatedAt: EXAMPLE_NOW,
      },
    },
    setCustomer: {
      summary: 'Give a ticket to another customer',
      description:
        'Mechanics only, before the first estimate, invoice or payment. The ticket gets one of the new ' +
        "customer's vehicles, or none.",
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'IN_USE'],
      example: { id: MADE, customerId: demoIds.customer, vehicleId: vehicle.id },
      answer: { ...ticket, id: MADE, mechanics: [], version: 2, updatedAt: EXAMPLE_NOW },
      members: { vehicleId: "One of the customer's vehicles; absent or null for none." },
    },
    ...workDocs,
    ...approvalDocs,
    setStatusOfMany: {
      summary: 'Set the status of several tickets',
      description: 'Mechanics only. Each ticket succeeds or fails on its own.',
      reasons: [],
      example: { ids: [1], status: 'cancelled' },
      answer: { items: [{ id: 1, ok: false, reason: 'ILLEGAL_TRANSITION' }] },
      members: { ids: 'The tickets; repeated ids count once.', note: 'Stored in the history of each.' },
    },
    setStatus: {
      summary: 'Change the status of a ticket',
      description:
        'Completing consumes its parts except those of declined jobs, cancelling releases them, reopening reserves them ' +
        'again. Where the shop requires approval, every job must be approved or declined first. Customers can cancel ' +
        'their own open tickets. With a note, mechanics reopen cancelled tickets and admins completed ones without a ' +
        'live invoice.',
      reasons: [
        'NOT_FOUND',
        'VERSION_MISMATCH',
        'ROLE_REQUIRED',
        'ILLEGAL_TRANSITION',
        'APPROVAL_NEEDED',
        'PARTS_MISSING',
        'INVOICED',
      ],
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
      summary: 'Delete a ticket that never had parts, invoices or payments',
      description: 'Admins only.',
      reasons: ['NOT_FOUND', 'IN_USE'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The ticket is deleted.' },
    },
  },
  members: {
    id: 'The ticket.',
    description: 'The work to do, in the words of the customer or the staff.',
    vehicleId: 'The vehicle, which must belong to the customer.',
    serviceDate: 'The day of the work, 1900-01-01 to 2199-12-31.',
    customerId: 'The owner: required for staff; customers leave it out, because their tickets are their own.',
    status: 'The status.',
    mechanicId: 'Only tickets of this mechanic.',
    serviceFrom: 'The first service date, 1900-01-01 to 2199-12-31; tickets without one are left out.',
    serviceTo: 'The last service date, 1900-01-01 to 2199-12-31; tickets without one are left out.',
    addIds: 'Mechanics to assign.',
    removeIds: 'Mechanics to unassign.',
    ...workMembers,
    ...approvalMembers,
    onHold: 'Whether the ticket is on hold.',
    invoiced: 'Whether the ticket has a live invoice.',
    mileageIn: 'The odometer reading at arrival, 0 to 9,999,999.',
    mileageOut: 'The odometer reading at departure, 0 to 9,999,999.',
    lowerMileage: "Accepts readings below the vehicle's last one, and a `mileageOut` below `mileageIn`.",
    hold: 'Why the ticket is on hold; null lifts the hold.',
    reason: 'The reason: `waiting_parts`, `waiting_customer` or `other`.',
    note: 'A note for staff. `setStatus` stores it in the history, and requires it to reopen a ticket.',
  },
  models: {
    StatusOutcomes: model(shared.StatusOutcomes, 'The result for each ticket.', {
      items: 'One for each ticket.',
      id: 'The ticket.',
      ok: 'Whether the status has changed.',
      reason: 'Why it has not, as `setStatus` would reject it; else null.',
    }),
    Person: model(shared.Person, 'A person by name.', {
      id: 'The id.',
      firstName: 'The first name.',
      lastName: 'The last name.',
    }),
    StatusChange: model(shared.StatusChange, "One status change in a ticket's history.", {
      id: 'The id.',
      from: 'The status before; null when the ticket was opened.',
      to: 'The status after.',
      by: 'The account that made the change; null if it was deleted.',
      note: 'Null for customers: only staff see notes.',
      at: 'When it changed.',
    }),
    Ticket: model(shared.Ticket, 'A service ticket with its customer, vehicle, mechanics and lines.', {
      id: 'The id.',
      customer: 'The owner.',
      vehicle: 'The vehicle; null if there is none.',
      description: 'The work to do, in the words of the customer or the staff.',
      status: 'The status.',
      serviceDate: 'The day of the work, `YYYY-MM-DD`.',
      mechanics: 'The assigned mechanics.',
      jobs: 'The jobs.',
      parts: 'The lines of parts.',
      labor: 'The lines of labor.',
      extras: 'Fees and sublet work.',
      discount: 'The discount off the whole ticket.',
      totals: 'The totals of the ticket.',
      partsTotalCents: 'The same as `totals.partsCents`.',
      mileageIn: 'The odometer reading at arrival.',
      mileageOut: 'The odometer reading at departure.',
      hold: 'Why the ticket is on hold; null if it is not.',
      invoice: 'The live invoice; null if there is none, or if it was voided.',
      paidCents: 'All payments minus all refunds, in integer cents.',
      clockedMinutes: 'The minutes that mechanics clocked on the ticket and have stopped; null for customers.',
      balanceCents:
        "The total of the invoice minus `paidCents`; without an invoice, today's total counts, and 0 for a cancelled ticket.",
      reason: 'The reason.',
      note: 'Null for customers: only staff see notes.',
      since: 'When the hold began.',
      allowedStatuses: "The statuses that the caller's role may set next.",
      blockers: 'Those of `allowedStatuses` that would be rejected now, and why.',
      to: 'The status.',
      version:
        'Incremented with every change of lines, mechanics, status and so on, but not with invoices and payments.',
      createdAt: 'When it was created.',
      updatedAt: 'When it was last changed.',
      completedAt: 'When it was completed; null if it was not.',
    }),
    ...workModels,
    ...approvalModels,
    TicketStatus: model(shared.TicketStatus, 'The status of a ticket. An open list: later versions may add values.'),
  },
};
