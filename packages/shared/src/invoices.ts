import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import type { DocumentFile } from './documents.ts';
import { Person } from './people.ts';
import { TaxMode } from './shop.ts';
import { InvoiceStatus } from './ticket-invoice.ts';
import type { Ticket, TicketStatus } from './ticket.ts';
import { Totals } from './totals.ts';
import { Count, Id, type IdInput, Version } from './values/input.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Percent, Quantity } from './values/quantity.ts';
import { Lines } from './values/text.ts';
import { Day, Instant } from './values/time.ts';

/** What a line of an invoice charges for. An open list: later versions may add values. */
export const InvoiceLineKind = z.enum(['part', 'labor', 'sublet', 'fee', 'supplies']);
export type InvoiceLineKind = z.infer<typeof InvoiceLineKind>;

/** One line of an invoice, frozen when the invoice was issued. */
export interface InvoiceLine {
  kind: InvoiceLineKind;
  /** The name of the job that the line belongs to. */
  job: string | null;
  /** The name of the part, or the description of the work. */
  description: string;
  sku: string | null;
  /** The quantity of a part, or the hours of labor; null for fixed labor, sublet work, fees and supplies. */
  quantity: number | null;
  /** The unit of `quantity`: `h` for labor. */
  unit: string | null;
  /** The price per unit, or the hourly rate, in integer cents. */
  unitPriceCents: number | null;
  /** Before discounts, in integer cents. With inclusive prices, it contains the tax. */
  amountCents: number;
  /** The line's share of the discounts, in integer cents. */
  discountCents: number;
  /** The tax rate of the line; 0 if it is not taxed. */
  taxPercent: number;
}
const InvoiceLine = z.object({
  kind: InvoiceLineKind,
  job: z.string().nullable(),
  description: z.string(),
  sku: z.string().nullable(),
  quantity: Quantity.nullable(),
  unit: z.string().nullable(),
  unitPriceCents: Count.nullable(),
  amountCents: Count,
  discountCents: Count,
  taxPercent: Percent,
});

/** The shop as the invoice shows it. */
export interface InvoiceShop {
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  taxNumber: string | null;
  /** A BCP 47 language tag. */
  language: string;
  documentNote: string | null;
}
const InvoiceShop = z.object({
  name: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  taxNumber: z.string().nullable(),
  language: z.string(),
  documentNote: z.string().nullable(),
});

/** The customer as the invoice shows them. */
export interface InvoiceCustomer {
  id: number;
  firstName: string;
  lastName: string;
  company: string | null;
  address: string | null;
  email: string | null;
  taxExempt: boolean;
}
const InvoiceCustomer = z.object({
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  company: z.string().nullable(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  taxExempt: z.boolean(),
});

/** The vehicle as the invoice shows it. */
export interface InvoiceVehicle {
  make: string;
  model: string;
  year: number;
  licensePlate: string | null;
  vin: string | null;
}
const InvoiceVehicle = z.object({
  make: z.string(),
  model: z.string(),
  year: Count,
  licensePlate: z.string().nullable(),
  vin: z.string().nullable(),
});

/** Who voided an invoice, when and why. */
export interface Voided {
  /** ISO 8601 in UTC. */
  at: string;
  by: Person | null;
  reason: string;
}
const Voided = z.object({ at: Instant, by: Person.nullable(), reason: z.string() });

/**
 * An invoice. Everything in it is a frozen copy, apart from `status`, `paidCents`, `balanceCents` and `voided`: later
 * changes of parts, customers, vehicles, tickets or settings do not change it.
 */
export interface Invoice {
  id: number;
  /** The shop's prefix, and a gapless counter padded to 6 digits: `INV-000042`. */
  number: string;
  ticketId: number;
  status: InvoiceStatus;
  /** ISO 8601 in UTC. */
  issuedAt: string;
  /** `YYYY-MM-DD`. */
  dueDate: string;
  /** ISO 4217. */
  currency: string;
  taxMode: TaxMode;
  shop: InvoiceShop;
  /** The customer at the time of issue, even if the ticket's customer has been merged since. */
  customer: InvoiceCustomer;
  vehicle: InvoiceVehicle | null;
  /** The ticket's `mileageOut`, else its `mileageIn`. */
  mileage: number | null;
  /** Parts, then labor, then extras, each by id, then supplies. Declined jobs are left out. */
  lines: InvoiceLine[];
  totals: Totals;
  /** The ticket's payments minus its refunds, in integer cents; 0 if void. */
  paidCents: number;
  /** `totals.totalCents` minus `paidCents`, in integer cents. Negative if more was paid; 0 if void. */
  balanceCents: number;
  note: string | null;
  voided: Voided | null;
  /** Increases by one with every change, but not with payments. */
  version: number;
}
/** @internal */
export const Invoice: z.ZodType<Invoice> = z.object({
  id: Id,
  number: z.string(),
  ticketId: Id,
  status: InvoiceStatus,
  issuedAt: Instant,
  dueDate: z.string(),
  currency: z.string(),
  taxMode: TaxMode,
  shop: InvoiceShop,
  customer: InvoiceCustomer,
  vehicle: InvoiceVehicle.nullable(),
  mileage: Count.nullable(),
  lines: z.array(InvoiceLine),
  totals: Totals,
  paidCents: Count,
  balanceCents: z.int(),
  note: z.string().nullable(),
  voided: Voided.nullable(),
  version: Version,
});

const Note = Lines(1, 1000);

export const IssueInvoiceInput = z.strictObject({
  ticketId: Id,
  /** The version of the ticket. */
  version: Version.optional(),
  /** Default: the shop's `paymentDays` after today, in its time zone. */
  dueDate: Day.nullish(),
  /** Printed on the invoice. */
  note: Note.nullish(),
});
export type IssueInvoiceInput = z.input<typeof IssueInvoiceInput>;

export interface InvoiceFilters extends PageInput {
  status?: InvoiceStatus | undefined;
  /** Whether the invoice is open and was due before today, in the shop's time zone. */
  overdue?: boolean | undefined;
  /** Staff only. */
  customerId?: number | undefined;
  search?: string | undefined;
}
export type ListInvoicesInput = InvoiceFilters | void;
/** @internal */
export const ListInvoicesInput = z
  .strictObject({
    ...pageInput,
    status: InvoiceStatus.optional(),
    overdue: z.boolean().optional(),
    customerId: Id.optional(),
    search: Search.optional(),
  })
  .prefault({});

export const VoidInvoiceInput = z.strictObject({ id: Id, version: Version.optional(), reason: Note });
export type VoidInvoiceInput = z.input<typeof VoidInvoiceInput>;

/** Invoices for completed tickets: frozen copies with gapless numbers. */
export interface InvoicesApi {
  /**
   * Issues the invoice of a completed ticket: a frozen copy of it, of the customer and of the shop. Numbers rise without
   * gaps. Mechanics only. Errors: `NOT_FOUND` (ticket), `VERSION_MISMATCH` (of the ticket), `NOT_COMPLETED`, `INVOICED`,
   * `INVALID_INPUT`.
   */
  issue: Mutation<IssueInvoiceInput, Invoice>;
  /** Returns one invoice; customers see only their own. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Invoice>;
  /**
   * Returns an invoice as a PDF in the language that it was issued in: A4, or Letter for USD and CAD. Customers see only
   * their own. Errors: `NOT_FOUND`, `OVERLOADED`.
   */
  pdf: Query<IdInput, DocumentFile>;
  /**
   * Lists invoices, newest first; customers see only their own. `search` searches the number and the customer's name as
   * it was when the invoice was issued. Errors: `INVALID_INPUT`.
   */
  list: Query<ListInvoicesInput, Page<Invoice>>;
  /**
   * Voids an invoice. Its number stays used and its payments stay with the ticket, which can then be reopened or invoiced
   * again. Admins only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `INVOICE_VOID`.
   */
  void: Mutation<VoidInvoiceInput, Invoice>;
}

/** The error reasons of invoices, with their details. */
export interface InvoiceReasons {
  /** `status`: the status of the ticket. */
  NOT_COMPLETED: { status: TicketStatus };
  /** The live invoice of the ticket. */
  INVOICED: { invoiceId: number; number: string };
  INVOICE_VOID: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type InvoiceResource = 'invoice';
/** The rows with a `version` here, by the procedure that checks it. */
export interface InvoiceRows {
  'invoices.issue': Ticket;
  'invoices.void': Invoice;
}
