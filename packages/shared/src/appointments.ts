import * as z from 'zod';
import { AppointmentStatus } from './appointment-status.ts';
import type { Mutation, Query } from './contract.ts';
import { Mechanic } from './mechanics.ts';
import { Person } from './people.ts';
import type { Ticket } from './ticket.ts';
import { Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line, Lines } from './values/text.ts';
import { Day, Instant, InstantInput } from './values/time.ts';
import { Vehicle } from './vehicles.ts';

export { AppointmentStatus } from './appointment-status.ts';

/** A time at which a customer comes to the shop. */
export interface Appointment {
  id: number;
  customer: Person;
  vehicle: Vehicle | null;
  /** The ticket that was opened from it. */
  ticketId: number | null;
  /** ISO 8601 in UTC. */
  startsAt: string;
  /** ISO 8601 in UTC; exclusive. */
  endsAt: string;
  bay: { id: number; name: string } | null;
  mechanic: Mechanic | null;
  subject: string;
  status: AppointmentStatus;
  /** For staff; null for customers. */
  note: string | null;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const Appointment: z.ZodType<Appointment> = z.object({
  id: Id,
  customer: Person,
  vehicle: Vehicle.nullable(),
  ticketId: Id.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  bay: z.object({ id: Id, name: z.string() }).nullable(),
  mechanic: Mechanic.nullable(),
  subject: z.string(),
  status: AppointmentStatus,
  note: z.string().nullable(),
  version: Version,
  createdAt: Instant,
});

/** A time at which an appointment may start. */
export interface Slot {
  /** ISO 8601 in UTC. */
  startsAt: string;
  /** ISO 8601 in UTC; exclusive. */
  endsAt: string;
}
/** Free slots, earliest first. */
export interface SlotList {
  items: Slot[];
}
/** @internal */
export const SlotList: z.ZodType<SlotList> = z.object({
  items: z.array(z.object({ startsAt: Instant, endsAt: Instant })),
});

/** Appointments as a file for calendar programs. */
export interface CalendarFile {
  /** iCalendar (RFC 5545). */
  ics: string;
}
/** @internal */
export const CalendarFile: z.ZodType<CalendarFile> = z.object({ ics: z.string() });

/** The shortest appointment, in minutes. */
export const MIN_APPOINTMENT_MINUTES = 15;
/** The longest appointment that a customer may request, in minutes. */
export const MAX_REQUEST_MINUTES = 480;
/** The longest appointment, in minutes. */
export const MAX_APPOINTMENT_MINUTES = 1440;
/** How many live appointments a customer may have after a request. */
export const MAX_LIVE_APPOINTMENTS = 5;
/**
 * How many days a calendar covers.
 * @internal
 */
export const CALENDAR_DAYS = 60;

const Subject = Line(1, 200);
const Note = Lines(1, 1000);
const Start = InstantInput.refine((at) => at < '2200', 'Use a time before the year 2200.');
const Minutes = z.int().min(MIN_APPOINTMENT_MINUTES).max(MAX_APPOINTMENT_MINUTES);
const RequestMinutes = z.int().min(MIN_APPOINTMENT_MINUTES).max(MAX_REQUEST_MINUTES);

export const SlotsInput = z.strictObject({
  /** The first day, by the shop's clock. */
  from: Day,
  days: z.int().min(1).max(31).default(7),
  minutes: RequestMinutes.default(60),
});
export type SlotsInput = z.input<typeof SlotsInput>;

export const RequestAppointmentInput = z.strictObject({
  startsAt: Start,
  minutes: RequestMinutes,
  vehicleId: Id.nullish(),
  subject: Subject,
});
export type RequestAppointmentInput = z.input<typeof RequestAppointmentInput>;

export const BookAppointmentInput = z.strictObject({
  customerId: Id,
  startsAt: Start,
  minutes: Minutes,
  vehicleId: Id.nullish(),
  /** Absent: any active bay that is free. Null: no bay. */
  bayId: Id.nullable().optional(),
  mechanicId: Id.nullish(),
  subject: Subject,
  note: Note.nullish(),
});
export type BookAppointmentInput = z.input<typeof BookAppointmentInput>;

export const UpdateAppointmentInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    /** Keeps the length unless `minutes` is given. */
    startsAt: Start.optional(),
    minutes: Minutes.optional(),
    vehicleId: Id.nullable().optional(),
    bayId: Id.nullable().optional(),
    mechanicId: Id.nullable().optional(),
    subject: Subject.optional(),
    note: Note.nullable().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateAppointmentInput = z.input<typeof UpdateAppointmentInput>;

export const MoveAppointmentInput = z.strictObject({ id: Id, version: Version.optional() });
export type MoveAppointmentInput = z.input<typeof MoveAppointmentInput>;

export const CancelAppointmentInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** Replaces the note. Staff only. */
  note: Note.nullish(),
});
export type CancelAppointmentInput = z.input<typeof CancelAppointmentInput>;

export interface AppointmentFilters extends PageInput {
  /** The first day of `startsAt`, by the shop's clock. */
  from?: string | undefined;
  /** The last day of `startsAt`, by the shop's clock. */
  to?: string | undefined;
  status?: AppointmentStatus | undefined;
  bayId?: number | undefined;
  mechanicId?: number | undefined;
  /** Staff only. */
  customerId?: number | undefined;
}
export type ListAppointmentsInput = AppointmentFilters | void;
/** @internal */
export const ListAppointmentsInput = z
  .strictObject({
    ...pageInput,
    from: Day.optional(),
    to: Day.optional(),
    status: AppointmentStatus.optional(),
    bayId: Id.optional(),
    mechanicId: Id.optional(),
    customerId: Id.optional(),
  })
  .prefault({});

export type CalendarInput = { from?: string | undefined } | void;
/** @internal */
export const CalendarInput = z
  .strictObject({
    /** The first day, by the shop's clock. Default today. */
    from: Day.optional(),
  })
  .prefault({});

/** Appointments. */
export interface AppointmentsApi {
  /**
   * Lists the free slots of `days` days (default 7): at every quarter of an hour of the shop's clock that is not past,
   * where `minutes` (default 60) lie within opening hours and an active bay is free. For everyone who is signed in.
   */
  slots: Query<SlotsInput, SlotList>;
  /**
   * Requests an appointment, which holds a free bay. Customers only. Errors: `SLOT_TAKEN`, `NOT_FOUND` (vehicle),
   * `ROLE_REQUIRED`, and `INVALID_INPUT` at `startsAt` for a time that is past or outside opening hours, or if the
   * customer already has five live appointments.
   */
  request: Mutation<RequestAppointmentInput, Appointment>;
  /**
   * Books a confirmed appointment, also outside opening hours. Without `bayId` it gets any free active bay, with null none.
   * Mechanics only. Errors: `SLOT_TAKEN`, `NOT_FOUND` (customer, vehicle, bay, mechanic), `INVALID_INPUT`.
   */
  book: Mutation<BookAppointmentInput, Appointment>;
  /**
   * Changes a live appointment. Its length and bay stay unless given. Mechanics only.
   * Errors: `NOT_FOUND` (appointment, vehicle, bay, mechanic), `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`, `SLOT_TAKEN`,
   * `INVALID_INPUT`.
   */
  update: Mutation<UpdateAppointmentInput, Appointment>;
  /** Confirms a request. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`. */
  confirm: Mutation<MoveAppointmentInput, Appointment>;
  /** The customer is there. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`. */
  arrive: Mutation<MoveAppointmentInput, Appointment>;
  /** The customer did not come. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`. */
  noShow: Mutation<MoveAppointmentInput, Appointment>;
  /** Ends an appointment. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`. */
  finish: Mutation<MoveAppointmentInput, Appointment>;
  /**
   * Cancels an appointment: customers their own, mechanics any.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`, `ROLE_REQUIRED` (`note`).
   */
  cancel: Mutation<CancelAppointmentInput, Appointment>;
  /**
   * Opens a ticket with the customer, vehicle and subject of a confirmed or arrived appointment, which is `arrived` then.
   * Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `ILLEGAL_TRANSITION`, `IN_USE` (`tickets`) if it has one.
   */
  openTicket: Mutation<MoveAppointmentInput, Ticket>;
  /** Returns an appointment: customers their own, mechanics any. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Appointment>;
  /** Lists appointments by start, earliest first: customers their own, mechanics all. Errors: `INVALID_INPUT`. */
  list: Query<ListAppointmentsInput, Page<Appointment>>;
  /** Returns the live and done appointments of 60 days as iCalendar (RFC 5545). Mechanics only. */
  calendar: Query<CalendarInput, CalendarFile>;
}

/** The error reasons of appointments, with their details. */
export interface AppointmentReasons {
  /** The requested bay or mechanic that is taken; both null if no bay is free. */
  SLOT_TAKEN: { bayId: number | null; mechanicId: number | null };
}
/** The resources that `NOT_FOUND` names here. */
export type AppointmentResource = 'appointment';
/** The rows with a `version` here, by the procedure that checks it. */
export interface AppointmentRows {
  'appointments.update': Appointment;
  'appointments.confirm': Appointment;
  'appointments.arrive': Appointment;
  'appointments.noShow': Appointment;
  'appointments.finish': Appointment;
  'appointments.cancel': Appointment;
  'appointments.openTicket': Appointment;
}
