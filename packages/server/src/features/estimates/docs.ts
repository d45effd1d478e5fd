import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, examplePage, model } from '../../core/docs.ts';
import { CUSTOMER, OWNER } from '../accounts/demo-people.ts';
import { examplePdf } from '../documents/example.ts';
import { demoShop } from '../shop/docs.ts';
import { ticket } from '../tickets/example-ticket.ts';
import { exampleJob } from '../tickets/work-docs.ts';

/** The id of what the example of `send` sends in a fresh demo shop. */
const MADE = 44;
const CODE = 'Q277-RR69-5FY2-JTFR-7PXV-399E-P2CF';
const { job, labor, extra } = exampleJob;

const frozenJob: shared.EstimateJob = {
  jobId: job.id,
  name: job.name,
  description: job.description,
  labor: [{ description: labor.description, hours: labor.hours, totalCents: labor.totalCents }],
  parts: [],
  extras: [{ kind: extra.kind, description: extra.description, amountCents: extra.amountCents }],
  discountCents: 0,
  netCents: labor.totalCents + extra.amountCents,
  decision: null,
};
const estimate: shared.Estimate = {
  id: MADE,
  ticketId: ticket.id,
  number: 1,
  status: 'sent',
  message: 'The pads are at 2 mm. Call us with any question.',
  currency: demoShop.currency,
  taxMode: demoShop.taxMode,
  jobs: [frozenJob],
  totals: shared.totalsOf(
    { jobs: [job], parts: [], labor: [labor], extras: [extra], discount: null },
    { ...demoShop, taxExempt: false },
  ),
  sentBy: { id: 1, firstName: OWNER.firstName, lastName: OWNER.lastName },
  sentAt: EXAMPLE_NOW,
  expiresAt: '2026-12-04T23:59:59.999Z',
  viewedAt: null,
  answer: null,
};
const approval: shared.Approval = {
  id: 24,
  ticketId: ticket.id,
  estimateId: MADE,
  method: 'account',
  by: `${CUSTOMER.firstName} ${CUSTOMER.lastName}`,
  recordedBy: null,
  approved: [job.id],
  declined: [],
  approvedCents: frozenJob.netCents,
  note: 'Please go ahead.',
  at: EXAMPLE_NOW,
};
const answered: shared.Estimate = {
  ...estimate,
  status: 'answered',
  viewedAt: EXAMPLE_NOW,
  jobs: [{ ...frozenJob, decision: 'approved' }],
  answer: approval,
};
const { name, address, phone, email, taxNumber, language, timeZone } = demoShop;
const view: shared.EstimateView = {
  shop: { name, address, phone, email, taxNumber, language, timeZone },
  ticketId: ticket.id,
  customerFirstName: CUSTOMER.firstName,
  vehicle: ticket.vehicle && {
    make: ticket.vehicle.make,
    model: ticket.vehicle.model,
    year: ticket.vehicle.year,
    licensePlate: ticket.vehicle.licensePlate,
  },
  estimate: { ...estimate, viewedAt: EXAMPLE_NOW, sentBy: null },
};

const members: Members = {
  id: 'The estimate.',
  ticketId: 'The ticket.',
  jobIds: 'The jobs to send. Defaults to all that are not declined.',
  message: 'A message to the customer.',
  code: 'The code of the link.',
  approve: "The jobs to approve. Each of the estimate's jobs must be in one of the two lists.",
  decline: 'The jobs to decline.',
  by: 'The name of the person who answers.',
  note: 'A note to the shop.',
};

const estimateMembers: Members = {
  id: 'The id.',
  ticketId: 'The ticket.',
  number: "Counts the ticket's estimates from 1.",
  status: '`sent`, `answered`, `expired`, `superseded` or `withdrawn`. Only a sent one can be answered.',
  message: 'A message to the customer.',
  currency: 'The currency, ISO 4217.',
  taxMode: '`exclusive`: prices are without tax; `inclusive`: they contain it.',
  jobs: 'The jobs as they were when the estimate was sent.',
  jobId: 'The job on the ticket; it may have been removed since.',
  name: 'The name.',
  description: 'The description.',
  labor: 'The labor of the job.',
  hours: 'The hours; null for a fixed price.',
  totalCents: 'The price, in integer cents.',
  parts: 'The parts of the job.',
  sku: 'The SKU.',
  unit: 'The unit of the quantity.',
  quantity: 'How many.',
  unitPriceCents: 'The price per unit, in integer cents.',
  extras: 'Fees and sublet work of the job.',
  kind: '`fee` or `sublet`.',
  amountCents: 'The price, in integer cents.',
  discountCents: "The job's own discount, in integer cents.",
  netCents: "The sum of the job's lines minus its own discount, in integer cents.",
  decision: '`approved` or `declined`; null until the customer answers.',
  totals: "The totals of these jobs, with the ticket's discount.",
  sentBy: 'The sender; null by a link, or if that account was deleted.',
  sentAt: 'When it was sent.',
  expiresAt: "The end of the last day on which it can be answered, in the shop's time zone.",
  viewedAt: 'When the link was first opened. Link scanners count.',
  answer: "The customer's answer.",
};

/** Estimates. */
export const estimatesDocs: FeatureDocs<'estimates'> = {
  tag: 'Prices that customers approve or decline, job by job.',
  resources: { estimate: true },
  procedures: {
    send: {
      summary: 'Send an estimate',
      description:
        'Mechanics only. Freezes jobs at their present price. An earlier unanswered estimate of the ticket is superseded. ' +
        'The code is shown only once.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED'],
      example: { ticketId: ticket.id, message: estimate.message },
      versioned: { schema: shared.Ticket, example: ticket },
      answer: { ...estimate, code: CODE, url: `https://shop.example.com/e/${CODE}` },
    },
    list: {
      summary: "List a ticket's estimates",
      description: 'Customers see those of their own tickets. Newest first.',
      reasons: ['NOT_FOUND'],
      example: { ...examplePage, ticketId: ticket.id },
      answer: { items: [estimate], nextCursor: null },
    },
    get: {
      summary: 'Read an estimate',
      description: 'Customers see those of their own tickets.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: estimate,
    },
    pdf: {
      summary: 'Print an estimate',
      description:
        "A PDF in the shop's language, English or German: A4, or Letter for USD and CAD. Customers see those of their own " +
        'tickets. Equal data gives equal bytes.',
      reasons: ['NOT_FOUND', 'OVERLOADED'],
      example: { id: MADE },
      answer: examplePdf(`estimate-${ticket.id}-1`),
    },
    withdraw: {
      summary: 'Withdraw an estimate',
      description: 'Mechanics only, until it is answered or has expired.',
      reasons: ['NOT_FOUND', 'ESTIMATE_CLOSED'],
      example: { id: MADE + 1 },
      answer: { ...estimate, id: MADE + 1, number: 2, status: 'withdrawn' },
    },
    view: {
      summary: 'Read an estimate by its code',
      description: 'No login needed. Works in every status; the first view is recorded.',
      reasons: ['INVALID_CODE'],
      example: { code: CODE },
      answer: view,
    },
    answer: {
      summary: 'Answer an estimate by its code',
      description: 'No login needed. Every job of the estimate must be in one of the two lists. Works once.',
      reasons: ['INVALID_CODE', 'ESTIMATE_CLOSED'],
      example: { code: CODE, approve: [job.id], decline: [], by: approval.by },
      answer: {
        ...view,
        estimate: { ...answered, sentBy: null, answer: { ...approval, method: 'link', note: null } },
      },
    },
    decide: {
      summary: 'Answer an estimate with your account',
      description:
        "For the owner of the estimate's ticket. Every job of the estimate must be in one of the two lists. Works once.",
      reasons: ['NOT_FOUND', 'ROLE_REQUIRED', 'ESTIMATE_CLOSED'],
      example: { id: MADE, approve: [job.id], decline: [], note: approval.note },
      answer: answered,
    },
  },
  members,
  models: {
    Estimate: model(shared.Estimate, 'The price of some jobs, frozen when it was sent.', estimateMembers),
    EstimateView: model(shared.EstimateView, 'An estimate as its link shows it.', {
      ...members,
      shop: 'The shop when the estimate was sent.',
      name: 'The name.',
      address: 'The postal address.',
      phone: 'The phone number.',
      email: 'The e-mail for customers.',
      taxNumber: 'The tax number.',
      language: 'The language, a BCP 47 tag.',
      timeZone: 'The time zone, a name of the IANA database.',
      customerFirstName: "The customer's first name.",
      vehicle: 'The vehicle when the estimate was sent.',
      make: 'The make.',
      model: 'The model.',
      year: 'The model year.',
      licensePlate: 'The license plate.',
      estimate: 'The estimate, without the names of staff.',
    }),
    SentEstimate: model(shared.SentEstimate, 'A new estimate; its code is shown only once.', {
      ...estimateMembers,
      code: 'Lets anyone who has it see and answer the estimate. Shown only once and stored as a digest.',
      url: 'The link to the estimate; null unless the server has a `PUBLIC_URL`.',
    }),
  },
};
