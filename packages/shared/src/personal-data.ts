import * as z from 'zod';
import { Appointment } from './appointments.ts';
import { Approval } from './approvals.ts';
import { SessionInfo } from './auth.ts';
import type { Mutation, Query } from './contract.ts';
import { Customer } from './customers.ts';
import { DeferredJob } from './deferred.ts';
import { Estimate } from './estimates.ts';
import { Inspection } from './inspections.ts';
import { Invoice } from './invoices.ts';
import { Message } from './messages.ts';
import { Payment } from './payments.ts';
import { Ticket } from './ticket.ts';
import { StatusChange } from './tickets.ts';
import { Count, Id, type IdInput, Version } from './values/input.ts';
import { Instant } from './values/time.ts';
import { type MileageReading, Vehicle } from './vehicles.ts';

/** An odometer reading and its vehicle. */
export interface VehicleReading extends MileageReading {
  vehicleId: number;
}
/** @internal */
export const VehicleReading: z.ZodType<VehicleReading> = z.object({
  vehicleId: Id,
  id: Id,
  mileage: Count,
  at: Instant,
  ticketId: Id.nullable(),
});

/** Everything that is stored about a customer, as the API shows it. An open list: later versions add members. */
export interface PersonalData {
  data: {
    customer: Customer;
    vehicles: Vehicle[];
    /** The odometer readings of the vehicles. */
    mileage: VehicleReading[];
    tickets: Ticket[];
    /** The status changes of the tickets. */
    history: StatusChange[];
    messages: Message[];
    estimates: Estimate[];
    approvals: Approval[];
    inspections: Inspection[];
    appointments: Appointment[];
    deferred: DeferredJob[];
    invoices: Invoice[];
    payments: Payment[];
    /** Where they are logged in; only in their own export. */
    sessions: SessionInfo[];
  };
}
/** @internal */
export const PersonalData: z.ZodType<PersonalData> = z.object({
  data: z.object({
    customer: Customer,
    vehicles: z.array(Vehicle),
    mileage: z.array(VehicleReading),
    tickets: z.array(Ticket),
    history: z.array(StatusChange),
    messages: z.array(Message),
    estimates: z.array(Estimate),
    approvals: z.array(Approval),
    inspections: z.array(Inspection),
    appointments: z.array(Appointment),
    deferred: z.array(DeferredJob),
    invoices: z.array(Invoice),
    payments: z.array(Payment),
    sessions: z.array(SessionInfo),
  }),
});

export const EraseCustomerInput = z.strictObject({ id: Id, version: Version.optional() });
export type EraseCustomerInput = z.input<typeof EraseCustomerInput>;

/** What a customer may ask of the shop about their data. */
export interface PersonalDataApi {
  /** Returns everything that is stored about a customer. Admins, and customers themselves. Errors: `NOT_FOUND`. */
  exportData: Query<IdInput, PersonalData>;
  /**
   * Erases a person: name, contact data, login, notes, messages, plates and VINs, also in past events. Live appointments
   * are cancelled. Name, contact data and login are gone when it returns; messages, estimates, approvals, events and more
   * than 20 vehicles or appointments follow right after. Tickets stay, and issued invoices keep what they print. Cannot
   * be undone. Admins only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `IN_USE` while a ticket is open or in progress or an invoice is open.
   */
  erase: Mutation<EraseCustomerInput, Customer>;
}

/** The rows with a `version` here, by the procedure that checks it. */
export interface PersonalDataRows {
  'customers.erase': Customer;
}
