import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, model, union } from '../../core/docs.ts';
import { part } from '../inventory/docs.ts';
import { oil, ticket, withLines, withOil } from './example-ticket.ts';

// The ids that a fresh demo shop assigns when the examples run in the order of a visit.
const JOB = 110;
const LABOR = 147;
const EXTRA = 47;
const CANNED_JOB = 1;

const bare: Pick<shared.Job, 'id' | 'name' | 'description' | 'note' | 'approval' | 'approvedCents' | 'discount'> = {
  id: JOB,
  name: 'Front brakes',
  description: null,
  note: null,
  approval: 'none',
  approvedCents: null,
  discount: null,
};
const empty = { laborCents: 0, partsCents: 0, extrasCents: 0, discountCents: 0, netCents: 0 };
const job: shared.Job = { ...bare, ...empty };
const labor: shared.LaborLine = {
  id: LABOR,
  jobId: JOB,
  description: 'Change brake pads',
  hours: 1.2,
  rateCents: 9_500,
  totalCents: 11_400,
  taxable: true,
  mechanic: null,
  done: false,
};
const extra: shared.ExtraLine = {
  id: EXTRA,
  jobId: JOB,
  kind: 'fee',
  description: 'Disposal',
  amountCents: 450,
  taxable: true,
};
const work = {
  jobs: [{ ...job, laborCents: 11_400, extrasCents: 450, netCents: 11_850 }],
  labor: [labor],
  extras: [extra],
};

/** The job of the examples with its lines. */
export const exampleJob = { job, labor, extra };

type Answer = Partial<shared.Ticket>;
const answered = (lines: Answer): shared.Ticket => ({ ...ticket, ...lines, version: 5, updatedAt: EXAMPLE_NOW });
const ofRow = ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED'] as const;
const ONLY = 'Mechanics only, while the ticket is open or in progress.';

type WorkDocs = Pick<FeatureDocs<'tickets'>['procedures'], keyof shared.TicketWorkApi>;

/** The documentation of the procedures for jobs and lines. */
export const workDocs: WorkDocs = {
  addJob: {
    summary: 'Add a job to a ticket',
    description: `${ONLY} A ticket has at most 50 jobs.`,
    reasons: ofRow,
    example: { id: ticket.id, name: 'Front brakes' },
    answer: answered({ jobs: [job] }),
  },
  updateJob: {
    summary: 'Update a job on a ticket',
    description: `${ONLY} Absent fields stay unchanged; \`null\` clears one.`,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB, description: 'Pads and discs' },
    answer: answered({ jobs: [{ ...job, description: 'Pads and discs' }] }),
  },
  removeJob: {
    summary: 'Remove a job from a ticket',
    description: `${ONLY} Also removes its lines, and releases their stock.`,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB },
    answer: answered(withOil(1)),
  },
  addCannedJob: {
    summary: 'Copy a canned job onto a ticket',
    description: `${ONLY} Uses current prices; later changes of the canned job do not affect the ticket.`,
    reasons: [...ofRow, 'INSUFFICIENT_STOCK'],
    example: { id: ticket.id, cannedJobId: CANNED_JOB },
    answer: answered({ jobs: [{ ...job, name: 'Oil service' }] }),
    members: {
      backorder: 'Whether to backorder parts that are out of stock instead of rejecting the call. Default true.',
    },
  },
  addLabor: {
    summary: 'Add labor to a ticket',
    description: `${ONLY} Priced by the hour, or at a fixed price.`,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB, description: 'Change brake pads', hours: 1.2 },
    answer: answered(withLines({ jobs: [job], labor: [labor] })),
  },
  updateLabor: {
    summary: 'Update labor on a ticket',
    description: `${ONLY} \`hours\` makes it hourly, \`priceCents\` a fixed price. Absent fields stay unchanged.`,
    reasons: ofRow,
    example: { id: ticket.id, laborId: LABOR, done: true },
    answer: answered(withLines({ jobs: [job], labor: [{ ...labor, done: true }] })),
  },
  removeLabor: {
    summary: 'Remove labor from a ticket',
    description: ONLY,
    reasons: ofRow,
    example: { id: ticket.id, laborId: LABOR },
    answer: answered({ jobs: [job] }),
  },
  addExtra: {
    summary: 'Add a fee or sublet work to a ticket',
    description: ONLY,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB, kind: 'fee', description: 'Disposal', amountCents: 450 },
    answer: answered(withLines(work)),
  },
  updateExtra: {
    summary: 'Update a fee or sublet work on a ticket',
    description: `${ONLY} Absent fields stay unchanged.`,
    reasons: ofRow,
    example: { id: ticket.id, extraId: EXTRA, amountCents: 500 },
    answer: answered(withLines({ ...work, extras: [{ ...extra, amountCents: 500 }] })),
  },
  removeExtra: {
    summary: 'Remove a fee or sublet work from a ticket',
    description: ONLY,
    reasons: ofRow,
    example: { id: ticket.id, extraId: EXTRA },
    answer: answered({ jobs: [job] }),
  },
  moveLine: {
    summary: 'Move a line to another job, or to none',
    description: `${ONLY} If the same part already has a line there, the two are merged; different prices are rejected.`,
    reasons: ofRow,
    example: { id: ticket.id, kind: 'extra', lineId: EXTRA, jobId: null },
    answer: answered(withLines({ ...work, extras: [{ ...extra, jobId: null }] })),
    members: { kind: 'The kind of line: `part`, `labor` or `extra`.' },
  },
  addPart: {
    summary: 'Add a part to a ticket',
    description: `${ONLY} Adds \`quantity\` (default 1) to the part's line and reserves it. With \`backorder\`, a shortage is backordered instead of rejected.`,
    reasons: ['NOT_FOUND', 'TICKET_CLOSED', 'INSUFFICIENT_STOCK'],
    example: { id: ticket.id, partId: part.id, quantity: 2 },
    answer: answered(withOil(2)),
  },
  updatePart: {
    summary: 'Update a line of parts on a ticket',
    description: `${ONLY} Lowering the quantity reduces the backorder first, then the reservation.`,
    reasons: [...ofRow, 'INSUFFICIENT_STOCK'],
    example: { id: ticket.id, lineId: oil.id, unitPriceCents: 1_390 },
    answer: answered(withLines({ parts: [{ ...oil, unitPriceCents: 1_390, totalCents: 2_780 }] })),
  },
  removePart: {
    summary: 'Remove a part from a ticket',
    description: `${ONLY} Removes \`quantity\` (default: all) and releases it.`,
    reasons: ['NOT_FOUND', 'TICKET_CLOSED'],
    example: { id: ticket.id, partId: part.id, quantity: 1 },
    answer: answered(withOil(1)),
    members: { quantity: 'How many to remove. Defaults to the whole line.' },
  },
};

/** What the members of these procedures mean. */
export const workMembers: Members = {
  jobId: 'The job; absent or null for none.',
  name: 'The name of the job.',
  discount: 'The discount; null clears it.',
  percent: 'The percentage, 0.001 to 100, at most 3 decimals.',
  cannedJobId: 'The canned job.',
  backorder: 'Whether to backorder a shortage instead of rejecting the call. Default false.',
  hours: 'The hours, 0.01 to 1,000, at most 2 decimals.',
  rateCents: "The price per hour, in integer cents. Defaults to the shop's `laborRateCents`.",
  priceCents: 'A fixed price in integer cents, instead of hours.',
  taxable: 'Whether the line is taxed.',
  laborId: 'The labor line.',
  done: 'Whether the work is done.',
  extraId: 'The fee or sublet work.',
  kind: '`fee` or `sublet`; of a discount, `percent` or `amount`.',
  amountCents: 'The amount, in integer cents.',
  lineId: 'The line.',
  partId: 'The part.',
  quantity: "The quantity, with at most the part's `decimals`.",
  unitPriceCents: "The price per unit, in integer cents. On a new line, defaults to the part's price.",
};

const lineMembers: Members = {
  id: 'The id of the line.',
  jobId: 'The job; null for none.',
  taxable: 'Whether it is taxed.',
};

/** The models that these procedures return. */
export const workModels = {
  TicketPart: model(
    shared.TicketPart,
    'A line of a part on a ticket. Name, SKU, unit and price are frozen when the line is created.',
    {
      ...lineMembers,
      partId: 'The part.',
      sku: "The part's SKU at that time.",
      name: "The part's name at that time.",
      unit: "The part's unit at that time.",
      quantity: 'The quantity.',
      reserved: 'How much of `quantity` is reserved in stock; 0 once consumed or released.',
      missing: 'How much of `quantity` is on backorder.',
      unitPriceCents: 'The price per unit, in integer cents.',
      totalCents: '`quantity` times `unitPriceCents`, rounded half away from zero.',
    },
  ),
  LaborLine: model(shared.LaborLine, 'Labor on a ticket.', {
    ...lineMembers,
    description: 'The work.',
    hours: 'The hours; null for a fixed price.',
    rateCents: 'The price per hour, in integer cents; null for a fixed price.',
    totalCents: 'The price, in integer cents.',
    mechanic: 'The mechanic who does it; null if not assigned.',
    done: 'Whether the work is done.',
  }),
  ExtraLine: model(shared.ExtraLine, 'A fee, or sublet work, which another company does.', {
    ...lineMembers,
    kind: '`fee` or `sublet`.',
    description: 'What the amount is for.',
    amountCents: 'The amount, in integer cents.',
  }),
  Job: model(
    shared.Job,
    "A piece of work on a ticket, with its own lines. Its sums do not include the ticket's discount.",
    {
      id: 'The id.',
      name: 'The name.',
      description: 'The description.',
      note: 'For staff only, else null.',
      approval: 'Whether the customer has approved it.',
      approvedCents: 'The amount that the customer approved, in integer cents.',
      discount: 'The discount on the job.',
      laborCents: 'Its labor, in integer cents.',
      partsCents: 'Its parts, in integer cents.',
      extrasCents: 'Its fees and sublet work, in integer cents.',
      discountCents: "The amount of the job's discount, in integer cents.",
      netCents: "The sum of its lines minus the job's discount, in integer cents.",
    },
  ),
  Totals: model(
    shared.Totals,
    'The totals of a ticket. Labor, parts, sublet, fees and supplies are before discounts.',
    {
      laborCents: 'The labor, in integer cents.',
      partsCents: 'The parts, in integer cents.',
      subletCents: 'The sublet work, in integer cents.',
      feesCents: 'The fees, in integer cents.',
      suppliesCents: 'The shop supplies, in integer cents.',
      discountCents: 'All discounts, in integer cents.',
      netCents: 'The sum without tax, in integer cents.',
      taxes: 'One entry per tax rate, highest first.',
      percent: 'The tax rate.',
      baseCents: 'The taxed amount, without the tax, in integer cents.',
      taxCents: 'The tax, in integer cents.',
      totalCents: 'What the customer pays, in integer cents.',
    },
  ),
  Discount: union(shared.Discount, 'kind', 'A discount on a job or a ticket.'),
  PercentDiscount: model(shared.PercentDiscount, 'A percentage.', {
    kind: 'Always `percent`.',
    percent: 'The percentage, 0.001 to 100, at most 3 decimals.',
  }),
  AmountDiscount: model(shared.AmountDiscount, 'An amount.', {
    kind: 'Always `amount`.',
    amountCents: 'The amount, in integer cents.',
  }),
  JobApproval: model(
    shared.JobApproval,
    'Whether the customer has approved a job. An open list: later versions may add values.',
  ),
  ExtraKind: model(shared.ExtraKind, 'A fee of the shop, or sublet work, which another company does.'),
  HoldReason: model(shared.HoldReason, 'What a ticket on hold waits for.'),
};
