import * as z from 'zod';
import type { AppointmentStatus } from './appointment-status.ts';
import type { TicketApprovalsApi } from './approvals.ts';
import type { Mutation, Query } from './contract.ts';
import { Discount } from './discounts.ts';
import { SEARCH_OR_ORDER } from './order.ts';
import { Person } from './people.ts';
import type { TicketWorkApi } from './ticket-work.ts';
import { HoldReason, type Ticket, TicketStatus } from './ticket.ts';
import { type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Lines } from './values/text.ts';
import { Day, Instant } from './values/time.ts';
import { Mileage } from './vehicles.ts';

/** One status change in a ticket's history. */
export interface StatusChange {
  id: number;
  /** Null for the entry that opened the ticket. */
  from: TicketStatus | null;
  to: TicketStatus;
  by: Person | null;
  /** Null for customers: only staff see notes. */
  note: string | null;
  /** ISO 8601 in UTC. */
  at: string;
}
/** @internal */
export const StatusChange: z.ZodType<StatusChange> = z.object({
  id: Id,
  from: TicketStatus.nullable(),
  to: TicketStatus,
  by: Person.nullable(),
  note: z.string().nullable(),
  at: Instant,
});

/** The most mechanics on one ticket. */
export const MAX_MECHANICS = 50;

const Description = Lines(1, 4000);
const Note = Lines(1, 1000);

export const CreateTicketInput = z.strictObject({
  description: Description,
  vehicleId: Id.nullish(),
  serviceDate: Day.nullish(),
  /** Required for staff. Customers leave it out: they open tickets for themselves. */
  customerId: Id.nullish(),
});
export type CreateTicketInput = z.input<typeof CreateTicketInput>;

/** One status, or a list of statuses; a ticket matches if it has any of them. */
export type StatusFilter = TicketStatus | TicketStatus[];
const StatusFilter = z.union([TicketStatus, z.array(TicketStatus).min(1).max(4)], {
  error: `Use one of ${TicketStatus.options.join(', ')}, or a list of them.`,
});
/** How `tickets.list` sorts: newest first, or by service date and id, both ascending. */
export const TicketOrder = z.enum(['newest', 'serviceDate']);
export type TicketOrder = z.infer<typeof TicketOrder>;

export interface TicketFilters extends PageInput {
  status?: StatusFilter | undefined;
  customerId?: number | undefined;
  mechanicId?: number | undefined;
  vehicleId?: number | undefined;
  search?: string | undefined;
  /** Whether the ticket is on hold. */
  onHold?: boolean | undefined;
  /** Whether the ticket has a live invoice. */
  invoiced?: boolean | undefined;
  /** The first service date, `YYYY-MM-DD`. Tickets without a service date are left out. */
  serviceFrom?: string | undefined;
  /** The last service date, `YYYY-MM-DD`. Tickets without a service date are left out. */
  serviceTo?: string | undefined;
  /** Default `newest`. `serviceDate` needs `serviceFrom` or `serviceTo`, and cannot be combined with `search`. */
  orderBy?: TicketOrder | undefined;
}
export type ListTicketsInput = TicketFilters | void;
/** @internal */
export const ListTicketsInput = z
  .strictObject({
    ...pageInput,
    status: StatusFilter.optional(),
    customerId: Id.optional(),
    mechanicId: Id.optional(),
    vehicleId: Id.optional(),
    search: Search.optional(),
    onHold: z.boolean().optional(),
    invoiced: z.boolean().optional(),
    serviceFrom: Day.optional(),
    serviceTo: Day.optional(),
    orderBy: TicketOrder.optional(),
  })
  .refine(
    ({ orderBy, serviceFrom, serviceTo }) => orderBy !== 'serviceDate' || (serviceFrom ?? serviceTo) !== undefined,
    {
      path: ['orderBy'],
      message: "Give serviceFrom or serviceTo to sort by service date, or use 'newest'.",
    },
  )
  .refine(({ orderBy, search }) => orderBy !== 'serviceDate' || search === undefined, SEARCH_OR_ORDER)
  .prefault({});

export type MyTicketsInput = (PageInput & { status?: StatusFilter | undefined }) | void;
/** @internal */
export const MyTicketsInput = z.strictObject({ ...pageInput, status: StatusFilter.optional() }).prefault({});

export interface TicketHistoryInput extends PageInput {
  id: number;
}
/** @internal */
export const TicketHistoryInput = z.strictObject({ ...pageInput, id: Id });

export const UpdateTicketInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    description: Description.optional(),
    vehicleId: Id.nullable().optional(),
    serviceDate: Day.nullable().optional(),
    /** The discount on the whole ticket; null clears it. */
    discount: Discount.nullable().optional(),
    mileageIn: Mileage.nullable().optional(),
    mileageOut: Mileage.nullable().optional(),
    /** Accepts readings below the vehicle's last one, and a `mileageOut` below `mileageIn`. Default false. */
    lowerMileage: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateTicketInput = z.input<typeof UpdateTicketInput>;

const MechanicIds = z.array(Id).max(MAX_MECHANICS);
export const EditMechanicsInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    addIds: MechanicIds.optional(),
    removeIds: MechanicIds.optional(),
  })
  .refine(({ addIds, removeIds }) => (addIds?.length ?? 0) + (removeIds?.length ?? 0) > 0, {
    path: ['addIds'],
    message: 'Name at least one mechanic to add or to remove.',
  })
  .refine(({ addIds, removeIds }) => !addIds?.some((id) => removeIds?.includes(id)), {
    path: ['removeIds'],
    message: 'Name a mechanic in addIds or in removeIds, not in both.',
  });
export type EditMechanicsInput = z.input<typeof EditMechanicsInput>;

export const SetHoldInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** Null lifts the hold. */
  hold: z.strictObject({ reason: HoldReason, note: Note.nullish() }).nullable(),
});
export type SetHoldInput = z.input<typeof SetHoldInput>;

export const SetCustomerInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  customerId: Id,
  /** One of this customer's vehicles; absent or null for none. */
  vehicleId: Id.nullish(),
});
export type SetCustomerInput = z.input<typeof SetCustomerInput>;

export const SetStatusInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  status: TicketStatus,
  /** Staff only; stored in the history. Required to reopen a ticket. */
  note: Note.optional(),
});
export type SetStatusInput = z.input<typeof SetStatusInput>;

export const SetStatusOfManyInput = z.strictObject({
  /** 1 to 100 tickets; repeated ids count once. */
  ids: z.array(Id).min(1).max(100),
  status: TicketStatus,
  /** Stored in the history of each. Required to reopen a ticket. */
  note: Note.optional(),
});
export type SetStatusOfManyInput = z.input<typeof SetStatusOfManyInput>;

/** The result for one ticket. */
export interface StatusOutcome {
  id: number;
  ok: boolean;
  /** Why the status stays, as `setStatus` would reject it; null if it has changed. An open list. */
  reason: string | null;
}
/** @internal */
export const StatusOutcome: z.ZodType<StatusOutcome> = z.object({
  id: Id,
  ok: z.boolean(),
  reason: z.string().nullable(),
});

export interface StatusOutcomes {
  /** One for each ticket, in the order of the input. */
  items: StatusOutcome[];
}
/** @internal */
export const StatusOutcomes: z.ZodType<StatusOutcomes> = z.object({ items: z.array(StatusOutcome) });

/** Service tickets: the work on a customer's car, with its mechanics, jobs and parts. */
export interface TicketsApi extends TicketApprovalsApi, TicketWorkApi {
  /** Opens a ticket. Errors: `NOT_FOUND` (customer, vehicle), `INVALID_INPUT`. */
  create: Mutation<CreateTicketInput, Ticket>;
  /**
   * Lists all tickets, newest first or by service date; `search` searches description, customer name and plate. After a
   * name or plate has changed, the newest 20 tickets are found by it at once, older ones after background reindexing.
   * Mechanics only.
   */
  list: Query<ListTicketsInput, Page<Ticket>>;
  /** Lists the caller's tickets, newest first: a customer's own, or those a mechanic is assigned to. */
  mine: Query<MyTicketsInput, Page<Ticket>>;
  /** Returns one ticket; customers see only their own. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Ticket>;
  /** Lists a ticket's status changes, newest first; customers see only their own. Errors: `NOT_FOUND`. */
  history: Query<TicketHistoryInput, Page<StatusChange>>;
  /**
   * Updates a ticket that is open or in progress. Customers can change only the description of their own open tickets.
   * Errors: `NOT_FOUND`, `ROLE_REQUIRED`, `VERSION_MISMATCH`, `TICKET_CLOSED`, `INVALID_INPUT`.
   */
  update: Mutation<UpdateTicketInput, Ticket>;
  /**
   * Assigns and unassigns mechanics, all or nothing; assigning one twice has no effect. Mechanics only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `TICKET_CLOSED`, `UNKNOWN_MECHANICS`, `INVALID_INPUT`.
   */
  editMechanics: Mutation<EditMechanicsInput, Ticket>;
  /**
   * Puts a ticket on hold; `hold: null` lifts the hold. Mechanics only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `TICKET_CLOSED`.
   */
  setHold: Mutation<SetHoldInput, Ticket>;
  /**
   * Gives a ticket to another customer, with one of their vehicles or none, before it has had an estimate, an invoice or
   * a payment. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `IN_USE` (estimates, invoices, payments),
   * `INVALID_INPUT`.
   */
  setCustomer: Mutation<SetCustomerInput, Ticket>;
  /**
   * Sets a ticket's status. Completing and cancelling withdraw its sent estimate. Completing consumes its parts except
   * those of declined jobs, and is rejected with `PARTS_MISSING` while any are on backorder; before that, in a shop that
   * requires approval, with `APPROVAL_NEEDED` while the customer has not decided about every job. Cancelling releases
   * its parts; reopening reserves them again. Customers can cancel their own open tickets. With a note, mechanics reopen
   * cancelled tickets and admins completed ones without a live invoice.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ROLE_REQUIRED`, `ILLEGAL_TRANSITION`, `APPROVAL_NEEDED`, `PARTS_MISSING`,
   * `INVOICED`.
   */
  setStatus: Mutation<SetStatusInput, Ticket>;
  /** Sets the status of up to 100 tickets; each succeeds or fails on its own. Mechanics only. */
  setStatusOfMany: Mutation<SetStatusOfManyInput, StatusOutcomes>;
  /**
   * Deletes a ticket that never had parts, invoices or payments and has at most 5,000 status changes. Admins only.
   * Errors: `NOT_FOUND`, `IN_USE`.
   */
  delete: Mutation<IdInput, Deleted>;
}

type AnyStatus = TicketStatus | AppointmentStatus;

/** The error reasons of tickets, with their details. */
export interface TicketReasons {
  /** Of a ticket or an appointment. `allowed`: the statuses that the caller may set now. */
  ILLEGAL_TRANSITION: { from: AnyStatus; to: AnyStatus; allowed: AnyStatus[] };
  TICKET_CLOSED: { status: TicketStatus };
  /** `jobIds`: the jobs that the customer has neither approved nor declined, or that have exceeded what was approved. */
  APPROVAL_NEEDED: { jobIds: number[] };
  /** `lines`: the lines on backorder, and how much of each is missing. */
  PARTS_MISSING: { lines: { lineId: number; partId: number; missing: number }[] };
}
/** The resources that `NOT_FOUND` names here. */
export type TicketResource = 'ticket' | 'job' | 'labor' | 'extra' | 'line';
/** The rows with a `version` here, by the procedure that checks it. */
export interface TicketRows {
  'tickets.addCannedJob': Ticket;
  'tickets.addExtra': Ticket;
  'tickets.addJob': Ticket;
  'tickets.addLabor': Ticket;
  'tickets.editMechanics': Ticket;
  'tickets.moveLine': Ticket;
  'tickets.recordApproval': Ticket;
  'tickets.removeExtra': Ticket;
  'tickets.removeJob': Ticket;
  'tickets.removeLabor': Ticket;
  'tickets.setCustomer': Ticket;
  'tickets.setHold': Ticket;
  'tickets.setStatus': Ticket;
  'tickets.update': Ticket;
  'tickets.updateExtra': Ticket;
  'tickets.updateJob': Ticket;
  'tickets.updateLabor': Ticket;
  'tickets.updatePart': Ticket;
}
