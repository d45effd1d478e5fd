import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { OWNER } from '../accounts/demo-people.ts';
import { examplePdf } from '../documents/example.ts';
import { invoice, invoiceable, issued } from './example-invoice.ts';

const members: Members = {
  id: 'The invoice.',
  ticketId: 'The completed ticket.',
  version: 'The version of the row that you last read: the ticket to issue an invoice, the invoice to void it.',
  dueDate:
    "The last day to pay without being overdue. Default: the shop's `paymentDays` after today, in its time zone.",
  note: 'Printed on the invoice.',
  status: '`open`, `paid` or `void`.',
  overdue: "Whether the invoice is open and was due before today, in the shop's time zone.",
  customerId: 'Only invoices of this customer. Staff only.',
  reason: 'Why it is void.',
};

const shownShop: Members = {
  name: 'The name of the shop.',
  address: 'The postal address.',
  phone: 'The phone number.',
  email: 'The e-mail.',
  taxNumber: 'The tax number.',
  language: 'The language, a BCP 47 tag.',
  documentNote: 'Printed below documents.',
};

const shownCustomer: Members = {
  firstName: 'The first name.',
  lastName: 'The last name.',
  company: 'The company.',
  taxExempt: 'Whether the customer pays no tax.',
};

const shownVehicle: Members = {
  make: 'The make.',
  model: 'The model.',
  year: 'The model year.',
  licensePlate: 'The license plate.',
  vin: 'The VIN, or an older chassis number.',
};

const shownLine: Members = {
  kind: '`part`, `labor`, `sublet`, `fee` or `supplies`.',
  job: 'The name of the job.',
  description: 'The name of the part, or the description of the work.',
  sku: 'The part number.',
  quantity: 'The quantity of a part, or the hours of labor; null at a fixed price.',
  unit: 'The unit of `quantity`; `h` for labor.',
  unitPriceCents: 'The price per unit, or the hourly rate, in integer cents.',
  amountCents: 'Before discounts, in integer cents.',
  discountCents: "The line's share of the discounts, in integer cents.",
  taxPercent: 'The tax rate; 0 if it is not taxed.',
};

/** Invoices. */
export const invoicesDocs: FeatureDocs<'invoices'> = {
  tag: 'Invoices of completed tickets, with gapless numbers.',
  resources: { invoice: true },
  procedures: {
    issue: {
      summary: 'Issue the invoice of a completed ticket',
      description:
        'Mechanics only. Freezes a copy of the ticket, the customer and the shop: later changes do not touch it. ' +
        'Numbers rise from 1 without a gap.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'NOT_COMPLETED', 'INVOICED'],
      versioned: { schema: shared.Ticket, example: invoiceable },
      example: { ticketId: issued.ticketId, note: 'Thank you for your visit.' },
      answer: issued,
    },
    get: {
      summary: 'Read an invoice',
      description: 'Customers see only their own.',
      reasons: ['NOT_FOUND'],
      example: { id: invoice.id },
      answer: invoice,
    },
    pdf: {
      summary: 'Print an invoice',
      description:
        'A PDF in the language that it was issued in, English or German: A4, or Letter for USD and CAD. Customers see ' +
        'only their own. Equal data gives equal bytes.',
      reasons: ['NOT_FOUND', 'OVERLOADED'],
      example: { id: invoice.id },
      answer: examplePdf(`invoice-${invoice.number}`),
    },
    list: {
      summary: 'List invoices',
      description:
        'Newest first. Customers see only their own. `search` searches the number and the name of the customer as it ' +
        'was when the invoice was issued.',
      reasons: [],
      example: { ...examplePage, search: 'byrne' },
      answer: { items: [invoice], nextCursor: null },
    },
    void: {
      summary: 'Void an invoice',
      description:
        'Admins only. Its number stays used and its payments stay with the ticket, which can then be reopened or ' +
        'invoiced again.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'INVOICE_VOID'],
      example: { id: issued.id, reason: 'Issued to the wrong company.' },
      answer: {
        ...issued,
        status: 'void',
        balanceCents: 0,
        voided: {
          at: EXAMPLE_NOW,
          by: { id: 1, firstName: OWNER.firstName, lastName: OWNER.lastName },
          reason: 'Issued to the wrong company.',
        },
        version: 2,
      },
    },
  },
  members,
  models: {
    Invoice: model(shared.Invoice, 'An invoice: a frozen copy of a ticket, its customer and the shop.', {
      ...shownShop,
      ...shownCustomer,
      ...shownVehicle,
      ...shownLine,
      id: 'The id.',
      number: "The number: the shop's prefix, and a counter padded to 6 digits.",
      ticketId: 'The ticket.',
      status: '`paid` while the balance of the ticket is at most 0, else `open`; or `void`.',
      issuedAt: 'When it was issued.',
      dueDate: 'The last day to pay without being overdue, `YYYY-MM-DD`.',
      currency: 'The currency, ISO 4217.',
      taxMode: '`exclusive`: prices are without tax; `inclusive`: they contain it.',
      shop: 'The shop when it was issued.',
      customer: 'The customer when it was issued.',
      vehicle: 'The vehicle when it was issued; null if there was none.',
      mileage: 'The odometer reading at departure, else at arrival.',
      lines: 'Parts, then labor, then extras, each by id, then supplies.',
      totals: 'The totals of the lines.',
      paidCents: "The ticket's payments minus its refunds, in integer cents; 0 if void.",
      balanceCents: 'The total minus `paidCents`, in integer cents; 0 if void.',
      note: 'Printed on the invoice.',
      voided: 'When, by whom and why it was voided; null if it was not.',
      at: 'When it was voided.',
      by: 'Who voided it; null if the account was deleted.',
      reason: 'Why it was voided.',
      version: 'Incremented with every change, but not with payments.',
    }),
    TicketInvoice: model(shared.TicketInvoice, 'The live invoice of a ticket.', {
      id: 'The id.',
      number: 'The number.',
      status: '`open` or `paid`.',
    }),
    InvoiceStatus: model(
      shared.InvoiceStatus,
      'The status of an invoice. An open list: later versions may add values.',
    ),
  },
};
