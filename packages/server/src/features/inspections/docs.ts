import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';
import { MECHANIC, demoIds } from '../accounts/demo-people.ts';
import { ticket } from '../tickets/example-ticket.ts';
import { made as template } from './template-docs.ts';

/** The ids of what the examples create in a fresh demo shop: the inspection and its first item. */
const [MADE, ITEM] = [10, 118];
const JOB = 114;

const started: shared.Inspection = {
  id: MADE,
  ticketId: ticket.id,
  name: template.name,
  items: template.items.map((item, at) => ({
    id: ITEM + at,
    ...item,
    result: 'not_checked',
    note: null,
    measure: null,
    jobId: null,
  })),
  status: 'open',
  by: null,
  doneAt: null,
  version: 1,
  createdAt: EXAMPLE_NOW,
};
const finding = { result: 'soon' as const, note: 'Good for this winter', measure: '3.4 mm' };
const recorded: shared.Inspection = {
  ...started,
  items: started.items.map((item) => (item.id === ITEM ? { ...item, ...finding } : item)),
  version: 2,
};
const done: shared.Inspection = {
  ...recorded,
  items: recorded.items.map((item) => (item.id === ITEM ? { ...item, jobId: JOB } : item)),
  status: 'done',
  by: { id: demoIds.mechanic, firstName: MECHANIC.firstName, lastName: MECHANIC.lastName },
  doneAt: '2026-11-20T10:05:00.000Z',
  version: 4,
};
const job: shared.Job = {
  id: JOB,
  name: started.items[0]?.name ?? '',
  description: null,
  note: null,
  approval: 'none',
  approvedCents: null,
  discount: null,
  laborCents: 0,
  partsCents: 0,
  extrasCents: 0,
  discountCents: 0,
  netCents: 0,
};

const members: Members = {
  id: 'The inspection.',
  ticketId: 'The ticket.',
  templateId: 'The template that is copied.',
  items: 'What was found, each item once.',
  itemId: 'The item.',
  result: 'What was found: `ok`, `soon`, `now` or `not_checked`.',
  note: 'What the customer reads about it. Absent: as it is; null: none.',
  measure: 'What was measured, such as `3.4 mm`. Absent: as it is; null: nothing.',
  cannedJobId: 'The canned job to add; default a job without lines, named like the item.',
};

/** Inspections of vehicles. */
export const inspectionsDocs: FeatureDocs<'inspections'> = {
  tag: 'Inspections of vehicles, on tickets.',
  resources: { inspection: true, inspection_item: true },
  procedures: {
    start: {
      summary: 'Start an inspection',
      description: 'Mechanics only. On a ticket that is open or in progress, with a copy of a template.',
      reasons: ['NOT_FOUND', 'TICKET_CLOSED'],
      example: { ticketId: ticket.id, templateId: template.id },
      answer: started,
    },
    record: {
      summary: 'Record what was found',
      description: 'Mechanics only. All or nothing; items that are not named stay as they are.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'INSPECTION_DONE'],
      example: { id: MADE, items: [{ itemId: ITEM, ...finding }] },
      answer: recorded,
    },
    finish: {
      summary: 'Finish an inspection',
      description:
        'Mechanics only. Also with items that were not checked. From then on its customer sees it, and it does not change.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH', 'INSPECTION_DONE'],
      example: { id: MADE },
      answer: done,
    },
    recommend: {
      summary: 'Recommend a job for an item',
      description:
        'Mechanics only. Adds a job to the ticket: the canned job, whose missing parts are on backorder, or one named like the item. Also for finished inspections.',
      reasons: ['NOT_FOUND', 'IN_USE', 'TICKET_CLOSED'],
      example: { id: MADE, itemId: ITEM },
      answer: { ...ticket, jobs: [job], version: 3 },
    },
    list: {
      summary: 'List the inspections of a ticket',
      description: 'Newest first. Customers see those of their own tickets that are done.',
      reasons: ['NOT_FOUND'],
      example: { ...examplePage, ticketId: ticket.id },
      answer: { items: [done], nextCursor: null },
    },
    get: {
      summary: 'Read an inspection',
      description: 'Customers see those of their own tickets that are done.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: done,
    },
  },
  members,
  models: {
    Inspection: model(shared.Inspection, 'What mechanics found when they looked over a vehicle.', {
      id: 'The id.',
      ticketId: 'The ticket.',
      name: 'The name.',
      items: 'What it looks at, in this order.',
      group: 'What the item belongs to.',
      result: 'What was found. An open list: later versions may add values.',
      note: 'What the customer reads about it.',
      measure: 'What was measured.',
      jobId: 'The job of the ticket that was recommended for it.',
      status: 'Whether it is finished. An open list: later versions may add values.',
      by: 'Who finished it; null while it is open, and once their account is deleted.',
      doneAt: 'When it was finished; null while it is open.',
      version: 'Incremented with every change.',
      createdAt: 'When it was started.',
    }),
  },
};
