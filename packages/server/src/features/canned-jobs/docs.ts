import * as shared from '@mechanic-shop/shared';
import { EXAMPLE_NOW, examplePage, type FeatureDocs, type Members, model } from '../../core/docs.ts';

/** The id of what the example of `create` creates in a fresh demo shop. */
const MADE = 15;

/** A canned job of the demo shop. */
export const cannedJob: shared.CannedJob = {
  id: 1,
  name: 'Oil service',
  description: null,
  labor: [
    { description: 'Change oil and filters', hours: 0.8, rateCents: null, priceCents: null },
    { description: 'Check 30 points, reset the display', hours: null, rateCents: null, priceCents: 2_500 },
  ],
  parts: [
    { partId: 2, quantity: 4.3 },
    { partId: 13, quantity: 1 },
  ],
  extras: [{ kind: 'fee', description: 'Disposal of old oil', amountCents: 350 }],
  version: 1,
  createdAt: '2026-09-25T13:45:00.000Z',
};

const made: shared.CannedJob = {
  id: MADE,
  name: 'Wheel alignment',
  description: null,
  labor: [{ description: 'Measure and set both axles', hours: null, rateCents: null, priceCents: 8_900 }],
  parts: [],
  extras: [],
  version: 1,
  createdAt: EXAMPLE_NOW,
};

const members: Members = {
  id: 'The canned job.',
  name: 'The name of the job.',
  description: 'The description.',
  labor: 'The labor: hours at a rate, or a fixed price.',
  hours: 'The hours, at most 2 decimals; null for a fixed price.',
  rateCents: "The price of an hour, in integer cents; null: the shop's rate when it is used.",
  priceCents: 'The fixed price, in integer cents; null if priced by the hour.',
  parts: 'The parts, each once.',
  partId: 'The part.',
  quantity: 'How many.',
  extras: 'Fees and sublet work.',
  kind: '`fee` or `sublet`.',
  amountCents: 'The price, in integer cents.',
};

/** Templates for common jobs. */
export const cannedJobsDocs: FeatureDocs<'cannedJobs'> = {
  tag: 'Templates for common jobs.',
  resources: { canned_job: true },
  procedures: {
    list: {
      summary: 'List canned jobs',
      description: 'Mechanics only. Newest first; `search` searches name and description.',
      reasons: [],
      example: { ...examplePage, search: 'oil' },
      answer: { items: [cannedJob], nextCursor: null },
    },
    get: {
      summary: 'Read a canned job',
      description: 'Mechanics only.',
      reasons: ['NOT_FOUND'],
      example: { id: cannedJob.id },
      answer: cannedJob,
    },
    create: {
      summary: 'Add a canned job',
      description: 'Admins only.',
      reasons: ['NOT_FOUND'],
      example: {
        name: 'Wheel alignment',
        labor: [{ description: 'Measure and set both axles', priceCents: 8_900 }],
      },
      answer: made,
    },
    update: {
      summary: 'Update a canned job',
      description: 'Admins only. Copies on tickets do not change. Absent fields stay unchanged.',
      reasons: ['NOT_FOUND', 'VERSION_MISMATCH'],
      example: { id: MADE, name: 'Four-wheel alignment' },
      answer: { ...made, name: 'Four-wheel alignment', version: 2 },
    },
    delete: {
      summary: 'Delete a canned job',
      description: 'Admins only.',
      reasons: ['NOT_FOUND'],
      example: { id: MADE },
      answer: { id: MADE, message: 'The canned job is deleted.' },
    },
  },
  members,
  models: {
    CannedJob: model(shared.CannedJob, 'Work that the shop does often, ready to be copied onto tickets.', {
      ...members,
      id: 'The id.',
      version: 'Incremented with every change.',
      createdAt: 'When it was created.',
    }),
  },
};
