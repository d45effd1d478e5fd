import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, type FeatureDocs, type Members, model, union } from '../../core/docs.ts';
import { part } from '../inventory/docs.ts';
import { oil, ticket, withLines, withOil } from './example-ticket.ts';

// The ids that the examples, called in the order of a visit, make in a fresh demo shop.
const JOB = 90;
const LABOR = 127;
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

type Answer = Partial<shared.Ticket>;
const answered = (lines: Answer): shared.Ticket => ({ ...ticket, ...lines, version: 5, updatedAt: EXAMPLE_NOW });
const ofRow = ['NOT_FOUND', 'VERSION_MISMATCH', 'TICKET_CLOSED'] as const;
const ONLY = 'Mechanics only, while the ticket is open or in progress.';

type WorkDocs = Pick<FeatureDocs<'tickets'>['procedures'], keyof shared.TicketWorkApi>;

/** What the documents say of the procedures for jobs and lines. */
export const workDocs: WorkDocs = {
  addJob: {
    summary: 'Add a job to a ticket',
    description: `${ONLY} A ticket has at most 50 jobs.`,
    reasons: ofRow,
    example: { id: ticket.id, name: 'Front brakes' },
    answer: answered({ jobs: [job] }),
  },
  updateJob: {
    summary: 'Change a job of a ticket',
    description: `${ONLY} Absent fields stay unchanged; \`null\` clears one.`,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB, description: 'Pads and discs' },
    answer: answered({ jobs: [{ ...job, description: 'Pads and discs' }] }),
  },
  removeJob: {
    summary: 'Remove a job from a ticket',
    description: `${ONLY} Its lines go along, and their stock is released.`,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB },
    answer: answered(withOil(1)),
  },
  addCannedJob: {
    summary: 'Copy a canned job onto a ticket',
    description: `${ONLY} At today's prices; later changes of the canned job do not affect the ticket.`,
    reasons: [...ofRow, 'INSUFFICIENT_STOCK'],
    example: { id: ticket.id, cannedJobId: CANNED_JOB },
    answer: answered({ jobs: [{ ...job, name: 'Oil service' }] }),
    members: { backorder: 'Whether parts that are short wait for stock. Default true.' },
  },
  addLabor: {
    summary: 'Add labor to a ticket',
    description: `${ONLY} By the hour or at a fixed price.`,
    reasons: ofRow,
    example: { id: ticket.id, jobId: JOB, description: 'Change brake pads', hours: 1.2 },
    answer: answered(withLines({ jobs: [job], labor: [labor] })),
  },
  updateLabor: {
    summary: 'Change labor of a ticket',
    description: `${ONLY} \`hours\` makes it hourly, \`priceCents\` fixed. Absent fields stay unchanged.`,
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
    summary: 'Change a fee or sublet work of a ticket',
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
    description: `${ONLY} A part whose line exists there already is added to it if the price is equal.`,
    reasons: ofRow,
    example: { id: ticket.id, kind: 'extra', lineId: EXTRA, jobId: null },
    answer: answered(withLines({ ...work, extras: [{ ...extra, jobId: null }] })),
    members: { kind: 'What is moved: a `part`, `labor` or an `extra`.' },
  },
  addPart: {
    summary: 'Add a part to a ticket',
    description: `${ONLY} Adds \`quantity\` (default 1) to the part's line and reserves it. With \`backorder\` the line waits for what is short.`,
    reasons: ['NOT_FOUND', 'TICKET_CLOSED', 'INSUFFICIENT_STOCK'],
    example: { id: ticket.id, partId: part.id, quantity: 2 },
    answer: answered(withOil(2)),
  },
  updatePart: {
    summary: 'Change a line of parts of a ticket',
    description: `${ONLY} A lower quantity takes from what is missing first.`,
    reasons: [...ofRow, 'INSUFFICIENT_STOCK'],
    example: { id: ticket.id, lineId: oil.id, unitPriceCents: 1_390 },
    answer: answered(withLines({ parts: [{ ...oil, unitPriceCents: 1_390, totalCents: 2_780 }] })),
  },
  removePart: {
    summary: 'Remove a part from a ticket',
    description: `${ONLY} Removes \`quantity\`, or all by default, and releases it.`,
    reasons: ['NOT_FOUND', 'TICKET_CLOSED'],
    example: { id: ticket.id, partId: part.id, quantity: 1 },
    answer: answered(withOil(1)),
    members: { quantity: 'How many to remove; default all of the line.' },
  },
};

/** What the members of these procedures mean. */
export const workMembers: Members = {
  jobId: 'The job; absent or null for none.',
  name: 'The name of the job.',
  discount: 'The discount; null clears it.',
  percent: 'The percentage, above 0 up to 100, at most 3 decimals.',
  cannedJobId: 'The canned job.',
  backorder: 'Whether the line waits for what is short, instead of the call being rejected. Default false.',
  hours: 'The hours, above 0 up to 1,000, at most 2 decimals.',
  rateCents: "The price of an hour, in integer cents. Default: the shop's.",
  priceCents: 'A fixed price in integer cents, instead of hours.',
  taxable: 'Whether the line is taxed.',
  laborId: 'The line of labor.',
  done: 'Whether the work is done.',
  extraId: 'The fee or sublet work.',
  kind: '`fee` or `sublet`; for a discount `percent` or `amount`.',
  amountCents: 'The amount, in integer cents.',
  lineId: 'The line.',
  partId: 'The part.',
  quantity: 'How many, with at most as many decimals as the part has.',
  unitPriceCents: "The price of one, in integer cents. Default for a new line: the part's.",
};

const lineMembers: Members = {
  id: 'The id of the line.',
  jobId: 'The job; null for none.',
  taxable: 'Whether it is taxed.',
};

/** The types that they bring along. */
export const workModels = {
  TicketPart: model(
    shared.TicketPart,
    'A part on a ticket; name, sku, unit and price are fixed when the line begins.',
    {
      ...lineMembers,
      partId: 'The part.',
      sku: "The part's sku at that time.",
      name: "The part's name at that time.",
      unit: "The part's unit at that time.",
      quantity: 'How many.',
      reserved: 'How many of them the line holds in stock now.',
      missing: 'How many of them it waits for.',
      unitPriceCents: 'The unit price, in integer cents.',
      totalCents: '`quantity` times `unitPriceCents`, rounded half away from zero.',
    },
  ),
  LaborLine: model(shared.LaborLine, 'Labor on a ticket.', {
    ...lineMembers,
    description: 'What is done.',
    hours: 'The hours; null at a fixed price.',
    rateCents: 'The price of an hour, in integer cents; null at a fixed price.',
    totalCents: 'The price, in integer cents.',
    mechanic: 'Who does it, if that is known.',
    done: 'Whether it is done.',
  }),
  ExtraLine: model(shared.ExtraLine, 'A fee, or work that another company does.', {
    ...lineMembers,
    kind: '`fee` or `sublet`.',
    description: 'What it is for.',
    amountCents: 'The amount, in integer cents.',
  }),
  Job: model(shared.Job, "A piece of work on a ticket. Its sums leave the ticket's discount out.", {
    id: 'The id.',
    name: 'The name.',
    description: 'What it is.',
    note: 'For staff only, else null.',
    approval: 'Where it stands with the customer.',
    approvedCents: 'What the customer approved, in integer cents.',
    discount: 'Its own discount.',
    laborCents: 'Its labor, in integer cents.',
    partsCents: 'Its parts, in integer cents.',
    extrasCents: 'Its fees and sublet work, in integer cents.',
    discountCents: 'What its own discount takes off, in integer cents.',
    netCents: 'Its lines less its own discount, in integer cents.',
  }),
  Totals: model(shared.Totals, 'What a ticket comes to. Labor to supplies are before discounts.', {
    laborCents: 'The labor, in integer cents.',
    partsCents: 'The parts, in integer cents.',
    subletCents: 'The sublet work, in integer cents.',
    feesCents: 'The fees, in integer cents.',
    suppliesCents: 'The shop supplies, in integer cents.',
    discountCents: 'All discounts, in integer cents.',
    netCents: 'The sum without tax, in integer cents.',
    taxes: 'The taxes by rate, the highest first.',
    percent: 'The rate.',
    baseCents: 'What is taxed, without the tax, in integer cents.',
    taxCents: 'The tax, in integer cents.',
    totalCents: 'What the customer pays, in integer cents.',
  }),
  Discount: union(shared.Discount, 'kind', 'What is taken off a job or a ticket.'),
  PercentDiscount: model(shared.PercentDiscount, 'A percentage.', {
    kind: 'Always `percent`.',
    percent: 'The percentage, above 0 up to 100, at most 3 decimals.',
  }),
  AmountDiscount: model(shared.AmountDiscount, 'An amount.', {
    kind: 'Always `amount`.',
    amountCents: 'The amount, in integer cents.',
  }),
  JobApproval: model(shared.JobApproval, 'Where a job stands with the customer. An open list.'),
  ExtraKind: model(shared.ExtraKind, 'A fee of the shop, or work that another company does.'),
  HoldReason: model(shared.HoldReason, 'Why a ticket is on hold.'),
};
